using Microsoft.Playwright;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>What a browser made of the page.</summary>
internal sealed record Measured
{
    // Contrast by WCAG 2.2 §1.4.3: 4.5, or 3 for large text. Targets: 44 px high, or a whole label around them.
    private const string Script = """
        () => {
          const rgb = text => text.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
          const ground = element => {
            for (let at = element; at; at = at.parentElement) {
              const colour = rgb(getComputedStyle(at).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
          };
          const seen = [...document.querySelectorAll('body *')].filter(element => element.checkVisibility() && !element.classList.contains('out-of-sight'));
          const tooPale = seen
            .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
            .map(element => {
              const style = getComputedStyle(element);
              const [a, b] = [light(rgb(style.color)), light(ground(element))].sort((x, y) => y - x);
              const size = parseFloat(style.fontSize);
              const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
              return { text: element.textContent.trim(), ratio: (a + 0.05) / (b + 0.05), wanted: large ? 3 : 4.5 };
            })
            .filter(found => found.ratio < found.wanted)
            .map(found => `${found.text}: ${found.ratio.toFixed(2)}`);
          const tooSmall = seen
            .filter(element => element.matches('button, .button, textarea, select, input:not([type=radio]):not([type=checkbox]), label:has(input)'))
            .filter(element => element.getBoundingClientRect().height < 44)
            .map(element => `${element.textContent.trim()}: ${element.getBoundingClientRect().height}`);
          return { tooPale, tooSmall, width: document.documentElement.scrollWidth };
        }
        """;

    /// <summary>Texts with too little contrast to what is behind them.</summary>
    public required string[] TooPale { get; init; }

    /// <summary>Targets that are too low.</summary>
    public required string[] TooSmall { get; init; }

    /// <summary>The width of the content, sideways scrolling included.</summary>
    public required int Width { get; init; }

    public static Task<Measured> Of(IPage page) => page.EvaluateAsync<Measured>(Script);
}
