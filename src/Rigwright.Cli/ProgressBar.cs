using System.Globalization;

namespace Rigwright.Cli;

/// <summary>A bar on standard error while something takes long; silent where standard error is no terminal.</summary>
internal sealed class ProgressBar(string what) : IDisposable
{
    private const int Width = 30;

    private readonly bool _isShown = !Console.IsErrorRedirected;
    private int _percent = -1;

    /// <summary>Shows a share, 0 to 1. May be called from several threads.</summary>
    public void Report(double share)
    {
        var percent = (int)Math.Clamp(share * 100, 0, 100);
        if (!_isShown || Interlocked.Exchange(ref _percent, percent) == percent)
            return;
        var full = percent * Width / 100;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} [{new string('#', full)}{new string('.', Width - full)}] {percent,3} %"));
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (_percent >= 0)
            Console.Error.Write("\r" + new string(' ', what.Length + Width + 9) + "\r");
    }
}
