// A small editor for a cell. Loaded when the reader first asks for one.
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { translated } from "./language.ts";

type Actions = { changed: (text: string) => void; run: () => void; keys: string };

export class Editor {
  private readonly view: EditorView;

  /** ``input``: the cell's source on the page; ``keys``: the id of what says by which keys the editor is left. */
  constructor(input: Element, text: string, { changed, run, keys }: Actions) {
    const runs = (key: string) => ({ key, run: () => (run(), true) });
    this.view = new EditorView({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([runs("Shift-Enter"), runs("Mod-Enter")])), // Tab leaves the editor, as it must
        basicSetup,
        python(),
        indentUnit.of("    "),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": translated("Code of this cell"), "aria-describedby": keys }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    });
    input.querySelector(".highlight")?.parentElement?.replaceChildren(this.view.dom);
    this.view.focus();
  }

  reset(text: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }
}
