using System.Reflection;

namespace Rigwright.Architecture.Tests;

/// <summary>Habits that the compiler does not enforce.</summary>
public sealed class ShapeTests
{
    private static readonly string[] Names = ["Domain", "Formats", "Engine", "Measuring", "App", "Reports", "Storage"];

    public static TheoryData<string> Assemblies() => new(Names);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_classes_are_sealed_static_or_abstract(string name) =>
        Types(name).Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract).Select(t => t.FullName).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void There_is_no_mutable_public_static_field(string name) =>
        Types(name).SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => !f.IsInitOnly && !f.IsLiteral).Select(f => $"{f.DeclaringType}.{f.Name}").ShouldBeEmpty();

    [Fact]
    public void Every_one_field_quantity_is_comparable_and_prints_its_unit()
    {
        var quantities = Types("Domain").Where(t => t is { IsValueType: true, IsEnum: false, Namespace: "Rigwright.Domain.Quantities" } && t.Name != "Currency");

        foreach (var quantity in quantities)
        {
            quantity.GetInterfaces().ShouldContain(typeof(IComparable<>).MakeGenericType(quantity), quantity.Name);
            quantity.GetMethod(nameof(ToString), [])!.DeclaringType.ShouldBe(quantity, quantity.Name);
            quantity.GetConstructors().Where(c => c.GetParameters().Any(p => p.ParameterType == typeof(double))).ShouldBeEmpty(
                $"{quantity.Name}: raw numbers come in through factories that name the unit.");
        }
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    public void Domain_and_engine_touch_no_files_and_no_console(string name)
    {
        string[] forbidden = ["System.Console", "System.IO.FileSystem", "System.Net.Http", "System.Diagnostics.Process"];

        Assembly.Load("Rigwright." + name).GetReferencedAssemblies().Select(a => a.Name).Intersect(forbidden).ShouldBeEmpty();
    }

    private static IEnumerable<Type> Types(string name) => Assembly.Load("Rigwright." + name).GetExportedTypes();
}
