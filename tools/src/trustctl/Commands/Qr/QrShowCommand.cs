using System.CommandLine;
using QRCoder;
using TrustList.Format.Credentials.Qr;

namespace Trustctl.Commands;

/// <summary>`trustctl qr show CODE`: draws a code in the terminal, or as SVG, and says what stands in it, unchecked.</summary>
internal static class QrShowCommand
{
    private const int QuietZone = 8; // Modules, both sides together, of the matrix that QRCoder gives.

    public static Command Build()
    {
        var code = new Argument<string>("CODE") { Description = "The text of a code, or a file that holds it; - is standard input" };
        var svg = new Option<string?>("--svg") { Description = "Draw it into a file instead" };
        var command = new Command("show", "Draw a code, and say what stands in it; nothing is checked") { code, svg };
        command.SetAction(parsed =>
        {
            var text = CodeInput.Read(parsed.GetValue(code)!);
            var said = CodeSummary.Of(text);
            if (!said.Ok) throw new StopException(ExitCode.Refused, Printable.Of(said.Detail));
            using var drawn = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
            if (parsed.GetValue(svg) is { } file) OutputFile.Write(file, System.Text.Encoding.UTF8.GetBytes(new SvgQRCode(drawn).GetGraphic(4)));
            else Console.WriteLine(new AsciiQRCode(drawn).GetGraphicSmall());
            Console.WriteLine($"{text.Length} characters, version {(drawn.ModuleMatrix.Count - QuietZone - 17) / 4} at level M");
            foreach (var line in said.Value.Lines) Console.WriteLine($"  {Printable.Of(line)}");
            return ExitCode.Accepted;
        });
        return command;
    }
}
