// How much Han and Latin text a source holds: a site without a configured language takes it from the sum.

/** Han characters, and words of Latin letters: near enough the same measure of text. */
export function countScript(text: string): { readonly han: number; readonly latin: number } {
  let han = 0;
  let latin = 0;
  let within = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) {
      const letter = (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a);
      if (letter && !within) latin++;
      within = letter;
    } else {
      if (c >= 0x3400 && c <= 0x9fff) han++;
      within = within && c >= 0xc0 && c <= 0x24f;
    }
  }
  return { han, latin };
}
