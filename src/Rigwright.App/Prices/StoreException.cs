namespace Rigwright.App.Prices;

/// <summary>The store cannot do what was asked; what it held before is unchanged.</summary>
public sealed class StoreException(string code, string message, string? help = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It cannot be opened: no such folder, no permission, a connection string that leads nowhere, a login that is refused.</summary>
    public const string Unavailable = "RW8601";

    /// <summary>Another program is writing for longer than was waited.</summary>
    public const string Locked = "RW8602";

    /// <summary>The file is not a price store, or it is damaged.</summary>
    public const string Corrupt = "RW8603";

    /// <summary>The disk is full or a limit on the file's size is reached.</summary>
    public const string Full = "RW8604";

    /// <summary>The server went away.</summary>
    public const string Lost = "RW8605";

    /// <summary>A newer version of the program wrote it.</summary>
    public const string TooNew = "RW8606";

    /// <summary>Diagnostic code.</summary>
    public string Code { get; } = code;

    /// <summary>The way out, or null.</summary>
    public string? Help { get; } = help;
}
