/* Edition codes: how they are read, checked and compared. The same rules as the command "verify". */
window.CODES = (function () {
  "use strict";
  const { alphabet, length, alike } = window.GALLERY.code;
  const turns = alphabet.length / 2;
  const likenesses = alike.map((group) => new Set(group));

  /** The letters and digits of what was typed, as capitals: spaces and hyphens are for the eye. */
  const normal = (text) =>
    text
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, "");

  function permuted(symbol, times) {
    for (let i = 0; i < times; i++) {
      const turn = symbol % turns;
      symbol = symbol >= turns ? turns + ((7 * turn + 1) % turns) : (2 * turn) % turns;
    }
    return symbol;
  }

  /** In the dihedral group: the first half of the symbols are turns of a polygon, the others its reflections. */
  function multiplied(left, right) {
    const flips = left >= turns !== right >= turns;
    const turn = left >= turns ? left - right : left + right;
    return (flips ? turns : 0) + (((turn % turns) + turns) % turns);
  }

  /** Whether this can be a code: length, alphabet and check character. */
  function isCode(text) {
    if (text.length !== length) return false;
    let product = 0;
    for (let i = 0; i < length; i++) {
      const symbol = alphabet.indexOf(text[i]);
      if (symbol < 0) return false;
      product = multiplied(product, permuted(symbol, i));
    }
    return product === 0;
  }

  const alikeTo = (one, other) => likenesses.some((group) => group.has(one) && group.has(other));

  function isSwapped(one, other) {
    const slips = Array.from(one)
      .map((c, at) => at)
      .filter((at) => one[at] !== other[at]);
    const [first, second] = slips;
    return slips.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first];
  }

  /** What a slip costs: 1 a likeness, 2 neighbours swapped or one character more or fewer, 3 any other character. */
  function costOf(typed, code) {
    if (typed.length === code.length) {
      if (isSwapped(typed, code)) return 2;
      return Array.from(typed).reduce((sum, c, at) => sum + (c === code[at] ? 0 : alikeTo(c, code[at]) ? 1 : 3), 0);
    }
    const [short, long] = typed.length < code.length ? [typed, code] : [code, typed];
    if (long.length !== short.length + 1) return 9;
    return Array.from(long).some((c, at) => long.slice(0, at) + long.slice(at + 1) === short) ? 2 : 9;
  }

  /** The known codes that may be meant, with what the slip costs, the likeliest first. */
  function near(typed, known) {
    const found = known.map((code) => [costOf(typed, code), code]).filter(([cost]) => cost <= 3);
    return found.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)).slice(0, 3);
  }

  /**
   * The known code that was typed, or else those that it may be: { read, asked, slip }. A character that stands in no
   * code is read as its likeness; every other slip is asked, never corrected. slip: "", "likeness", "near", "length",
   * "check" or "unknown".
   */
  function readCode(typed, known) {
    if (known.includes(typed)) return { read: typed, asked: [], slip: "" };
    const found = near(typed, known),
      [best, second] = found;
    if (best && best[0] <= 2 && (!second || second[0] > best[0])) {
      const strange = Array.from(typed).filter((c, at) => c !== best[1][at]);
      if (typed.length === length && !strange.some((c) => alphabet.includes(c)))
        return { read: best[1], asked: [], slip: "likeness" };
    }
    if (best) return { read: "", asked: found.map(([, code]) => code), slip: "near" };
    return { read: "", asked: [], slip: typed.length !== length ? "length" : isCode(typed) ? "unknown" : "check" };
  }

  return { length, normal, isCode, readCode };
})();
