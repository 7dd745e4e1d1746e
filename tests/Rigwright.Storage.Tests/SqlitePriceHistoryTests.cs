using Microsoft.Data.Sqlite;
using Rigwright.Storage.Sqlite;

namespace Rigwright.Storage.Tests;

public sealed class SqlitePriceHistoryTests : PriceHistoryCompliance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rigwright-store-").FullName;

    protected override string Place => Path.Combine(_folder, "of a user", "prices.db");

    public override void Dispose() => Directory.Delete(_folder, recursive: true);

    private protected override IPriceHistory OpenWithoutRoom()
    {
        var store = SqlitePriceHistory.Open(Place, create: true, PriceStore.DefaultWait, Migration.All);
        store.LimitPages(100);
        return store;
    }

    [Fact]
    public void The_folder_is_created_on_first_use()
    {
        PriceStore.OpenExisting(Place).ShouldBeNull();
        Directory.Exists(Path.GetDirectoryName(Place)).ShouldBeFalse("looking creates nothing");

        PriceStore.Open(Place).Dispose();

        PriceStore.OpenExisting(Place).ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void A_folder_is_named_as_one()
    {
        Should.Throw<StoreException>(() => PriceStore.OpenExisting(_folder)).Message.ShouldContain("is a folder");
        Should.Throw<StoreException>(() => PriceStore.Open(_folder)).Code.ShouldBe("RW8601");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        var text = string.Concat(Enumerable.Repeat("item,price,currency\n", 500));
        File.WriteAllText(Place, text);

        Should.Throw<StoreException>(() => Open()).Code.ShouldBe("RW8603");
        File.ReadAllText(Place).ShouldBe(text);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        using (var other = new SqliteConnection($"Data Source={Place};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE bookmarks (url TEXT)";
            command.ExecuteNonQuery();
        }
        var bytes = File.ReadAllBytes(Place);

        Should.Throw<StoreException>(() => Open()).Code.ShouldBe("RW8603");
        File.ReadAllBytes(Place).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(40)]
    public void A_damaged_file_is_named_and_never_answers_wrongly(int seed)
    {
        using (var store = Open())
            Import(store, Samples.Many(3000));
        var bytes = File.ReadAllBytes(Place);
        new Random(seed).NextBytes(bytes.AsSpan(8192, bytes.Length - 8192));
        File.WriteAllBytes(Place, bytes);

        Should.Throw<StoreException>(() =>
        {
            using var store = Open();
            store.All().Count().ShouldBe(3000);
        }).Code.ShouldBe("RW8603");
    }

    [Fact]
    public void A_truncated_file_is_named()
    {
        using (var store = Open())
            Import(store, Samples.Many(3000));
        File.WriteAllBytes(Place, File.ReadAllBytes(Place)[..20_000]);

        Should.Throw<StoreException>(() =>
        {
            using var store = Open();
            store.All().Count().ShouldBe(3000);
        }).Code.ShouldBe("RW8603");
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");

        Should.Throw<StoreException>(() => PriceStore.Open(Path.Combine(_folder, "file", "prices.db"))).Code.ShouldBe("RW8601");
        Should.Throw<StoreException>(() => PriceStore.Open(_folder)).Code.ShouldBe("RW8601");
    }
}
