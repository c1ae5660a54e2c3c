// What the page's scripts say, in the page's language: English as it stands in the scripts, or what the page brings along
// in its place (book/live/sphinx/texts.py finds the texts by the names of these two functions, so each is a literal). A
// sentence is one whole template, whose fields are filled after it was translated.

/** By English text its translation; of a counted one, by what its number is: "one", "few", "other" ... */
type Texts = Record<string, string | Record<string, string>>;
type Fields = Record<string, string | number>;

const brought = globalThis.document?.getElementById("page-texts")?.textContent;
const texts: Texts = brought ? JSON.parse(brought) : {};

/** A text as the page's language has it. */
export function translated(text: string, fields: Fields = {}) {
  return filled((texts[text] as string | undefined) ?? text, fields);
}

/** The text for ``n`` of something, in a language that may have more forms than English; it may say {n}. */
export function counted(one: string, many: string, n: number, fields: Fields = {}) {
  const forms = texts[one] as Record<string, string> | undefined;
  const kind = forms && new Intl.PluralRules(document.documentElement.lang).select(n);
  const form = kind && (forms[kind] ?? forms.other);
  return filled(form ?? (n === 1 ? one : many), { n, ...fields });
}

function filled(text: string, fields: Fields) {
  return text.replace(/\{(\w+)\}/g, (field, name) => String(fields[name] ?? field));
}
