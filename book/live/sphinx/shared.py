"""A page's head: what a search engine or a shared link shows (title, first sentences, the book's picture), and its letters."""

from html import escape

from docutils import nodes

from nnlib.show.language import translated

LENGTH = 200  # characters of a description
PICTURE = "_static/social.png"
FONTS = ["source-serif-4-latin-400-normal", "source-serif-4-latin-600-normal"]


def tell(app, pagename, templatename, context, doctree):
    """Add a description, and the tags of the Open Graph protocol, to a page's head."""
    if doctree is None:
        return
    first = pagename == app.config.root_doc
    title = (
        app.config.html_title if first else f"{app.env.titles[pagename].astext()} - {app.config.html_title}"
    )
    tags = {
        "og:title": title,
        "og:type": "website" if first else "article",
        "og:description": described(doctree),
        "og:image": f"{published(app.config)}{PICTURE}",  # no relative address is allowed here
        "og:image:alt": translated("A network's decision region, and forty-eight other starts beside it."),
    }
    lines = [f'<meta property="{key}" content="{escape(text)}">' for key, text in tags.items()]
    for font in FONTS:  # before the style sheet asks for them, so that no line moves when they come
        address = context["pathto"](f"_static/vendor/font/{font}.woff2", resource=True)
        lines.append(f'<link rel="preload" as="font" type="font/woff2" href="{address}" crossorigin>')
    lines.append(f'<meta name="description" content="{escape(tags["og:description"])}">')
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def published(config):
    """Where GitHub's Pages publish the site."""
    owner, name = config.html_theme_options["repository_url"].rsplit("/", 2)[-2:]
    return f"https://{owner}.github.io/{name}/"


def described(doctree):
    """The first paragraph that is not about what a reader needs, cut at a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        needs = [type(part) for part in paragraph] == [nodes.emphasis]
        if len(text) > 60 and not needs:
            return text if len(text) <= LENGTH else f"{text[:LENGTH].rsplit(' ', 1)[0]} ..."
    return ""
