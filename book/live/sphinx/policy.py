"""A page's Content-Security-Policy: nothing from elsewhere, and of inline scripts those that the page has.

MathJax, widgets and the theme set styles in the page, so these are allowed. Python needs WebAssembly. It runs in a
worker that the page starts from a ``blob:`` address, because such a worker has the page's policy: what a cell asks
for goes to the site or nowhere.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

CHARSET = '<meta charset="utf-8" />'
RULES = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval' 'unsafe-hashes'",
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
}


def protect(app, exception):
    """Give every page of the book its policy, and let no script hold it up."""
    if exception or app.builder.format != "html":
        return
    options = Path(app.outdir, "_static", "documentation_options.js").read_text(encoding="utf-8")
    for page in Path(app.outdir).rglob("*.html"):
        if page.relative_to(app.outdir).parts[0] in ("_static", "lite"):  # not of this book's pages
            continue
        text = re.sub(
            r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page.read_text(encoding="utf-8")
        )
        text = unhurried(text, options)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(text)}">\n'
        text = text.replace(
            CHARSET, "", 1
        )  # the letters are told first: a browser looks at the first 1,024 bytes
        page.write_text(re.sub("<head>\n?", f"<head>\n{CHARSET}\n{meta}", text, count=1), encoding="utf-8")


def unhurried(text, options):
    """The page with scripts that wait until it is read; ``options``, a small one that others build on, stands in it.

    The theme's icons come as a font and, half a megabyte, as a script: the font is enough. A page without a formula
    needs no MathJax.
    """
    text = re.sub(
        r'<script[^>]*src="\S*documentation_options\.js[^>]*></script>', f"<script>{options}</script>", text
    )
    text = re.sub(r"<script(?![^>]*\bdefer)(?=[^>]*\bsrc=)", "<script defer", text)
    if 'class="math' not in text:
        text = re.sub(r"<script[^>]*/mathjax/[^>]*></script>", "", text)
    return re.sub(r"<script[^>]*/fontawesome\.js[^>]*></script>", "", text)


def policy(text):
    """The policy of a page with this text."""
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, re.DOTALL)
    handlers = [unescape(handler) for handler in re.findall(r'\son[a-z]+="([^"]*)"', text)]
    hashes = " ".join(sorted({f"'sha256-{hashed(code)}'" for code in [*inline, *handlers]}))
    rules = RULES | {"script-src": f"{RULES['script-src']} {hashes}"}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def hashed(text):
    return b64encode(sha256(text.encode()).digest()).decode()
