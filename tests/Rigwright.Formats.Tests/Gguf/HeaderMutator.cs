using System.Buffers.Binary;

namespace Rigwright.Formats.Tests.Gguf;

/// <summary>Damages headers: the same seed gives the same bytes.</summary>
internal sealed class HeaderMutator(int seed)
{
    private static readonly ulong[] Lengths =
    [
        0, 1, 2, 3, 7, 8, 9, 31, 32, 63, 64, 65, 255, 4096, 65_535, 65_536, 1UL << 20, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32,
        1UL << 40, long.MaxValue / 8, 1UL << 60, 1UL << 61, 1UL << 62, long.MaxValue - 1, long.MaxValue, 1UL << 63, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    private readonly Random _random = new(seed);

    /// <summary>One to four damages at places that lie mostly in the header.</summary>
    public byte[] Damage(byte[] sound, int headerBytes, byte[] other)
    {
        var bytes = (byte[])sound.Clone();
        for (var i = _random.Next(1, 5); i > 0 && bytes.Length > 8; i--)
            bytes = DamageOnce(bytes, Math.Min(headerBytes, bytes.Length), other);
        return bytes;
    }

    private byte[] DamageOnce(byte[] bytes, int header, byte[] other)
    {
        var at = _random.Next(header);
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3 when at + 8 <= bytes.Length:
                Write64(bytes.AsSpan(at), Lengths[_random.Next(Lengths.Length)]);
                return bytes;
            case 4 when at + 4 <= bytes.Length:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), unchecked((uint)Lengths[_random.Next(Lengths.Length)]));
                return bytes;
            case 5:
                return [.. bytes[..at], .. Filler(_random.Next(1, 64)), .. bytes[at..]];
            case 6:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + _random.Next(1, 64))..]];
            case 7:
                var length = Math.Min(bytes.Length - at, _random.Next(1, 200));
                return [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                return [.. bytes[..at], .. other[Math.Min(other.Length, at)..]];
        }
    }

    private byte[] Filler(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private void Write64(Span<byte> target, ulong value)
    {
        if (_random.Next(2) == 0)
            BinaryPrimitives.WriteUInt64LittleEndian(target, value);
        else
            BinaryPrimitives.WriteUInt64BigEndian(target, value);
    }
}
