using Npgsql;

namespace Rigwright.Storage.Postgres;

/// <summary>The address form <c>postgres://user@host:port/database</c>, which libpq takes and Npgsql does not.</summary>
internal static class PostgresAddress
{
    /// <summary>Is the text a connection string or address rather than a path?</summary>
    public static bool IsOne(string text) => IsAddress(text) || text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) || text.Contains(";Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The connection string.</summary>
    /// <exception cref="FormatException">The address cannot be read.</exception>
    public static string ToConnectionString(string text)
    {
        if (!IsAddress(text))
            return text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw new FormatException("it is not of the form postgres://user@host:port/database");
        // A parameter that is dropped silently may be the one that asks for encryption.
        if (address.Query.Length > 0)
            throw new FormatException("parameters behind '?' are not read; write them as Host=…;Database=…;SSL Mode=Require");
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host };
        if (address.Port > 0)
            builder.Port = address.Port;
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            builder.Password = Uri.UnescapeDataString(user[1]);
        if (address.AbsolutePath.Length > 1)
            builder.Database = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        return builder.ConnectionString;
    }

    /// <summary>The same connection string or address, its passwords left out.</summary>
    public static string WithoutSecrets(string text)
    {
        if (!IsAddress(text))
            return new NpgsqlConnectionStringBuilder(text) { Password = null, SslPassword = null }.ConnectionString;
        var address = new Uri(text);
        var user = address.UserInfo.Split(':')[0];
        return $"{address.Scheme}://{(user.Length > 0 ? user + "@" : "")}{address.Authority}{address.AbsolutePath}";
    }

    private static bool IsAddress(string text) => text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
}
