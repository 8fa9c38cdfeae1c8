import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useApp } from "../app";
import { compare } from "../compare/comparing";
import { t, word } from "../i18n";
import { droppedFiles } from "../shell/dropped";
import { closeWindow, Window } from "../shell/Window";
import { useSlice, useStore } from "../store/react";
import type { Imported } from "../wire/gen";
import { type Besides, importFiles, nothingBesides } from "../wire/imports";
import { routes } from "../wire/routes";
import { Losses } from "./ExportLosses";
import { Folded } from "./Folded";
import { TextLine } from "./fields/TextLine";
import { useAnswer } from "./why";

/** What becomes of files: this diagram brought up to date, this diagram replaced, or another diagram. */
type Way = "refresh" | "replace" | "fresh";

type State = { readonly sent: number } | { readonly done: Imported; readonly way: Way } | "failed";

/** What becomes of files that were dropped or chosen. */
export function ImportView() {
  const { page } = useApp();
  const store = useStore();
  const [files, setFiles] = useState(droppedFiles());
  const [besides, setBesides] = useState(nothingBesides);
  const [state, setState] = useState<State>();
  const send = (way: Way) => {
    setState({ sent: 0 });
    const url = way === "fresh" ? routes.importNew(page.base) : routes.importInto(page.base, page.doc);
    const fields = { ...besides, refresh: way === "refresh" ? "1" : "" };
    importFiles(url, files, fields, (sent) => setState({ sent }))
      .then((done) => {
        const { rev } = done;
        if (rev) store.cameWhole({ rev, before: rev - 1, after: rev });
        if (way === "fresh" && !done.error && done.losses.length === 0) {
          closeWindow();
          location.assign(routes.diagram(page.base, done.diagram));
        } else setState({ done, way });
      })
      .catch(() => setState("failed"));
  };
  const asks =
    state === undefined || state === "failed" || ("done" in state && state.done.error !== undefined);
  return (
    <Window kind="export" title={t("import.title")}>
      <div className="import-body">
        <div className="import-status" role="status">
          {state === "failed" && <p className="import-bad">{t("import.failed")}</p>}
          {typeof state === "object" && "sent" in state && <Sending sent={state.sent} />}
          {typeof state === "object" && "done" in state && state.done.error && (
            <p className="import-bad">{word(state.done.error)}</p>
          )}
        </div>
        {asks && <Choice files={files} choose={setFiles} send={send} besides={besides} say={setBesides} />}
        {typeof state === "object" && "done" in state && !asks && <Told {...state} />}
      </div>
    </Window>
  );
}

/** How much is sent; then the server reads, and nobody knows how long. */
function Sending({ sent }: { readonly sent: number }) {
  const label = sent < 1 ? t("import.sending", { percent: Math.floor(100 * sent) }) : t("import.reading");
  return (
    <p className="import-progress">
      <span>{label}</span> <progress {...(sent < 1 && { value: sent })} aria-label={label} />
    </p>
  );
}

interface Choosing {
  readonly files: readonly File[];
  readonly choose: (files: readonly File[]) => void;
  readonly besides: Besides;
  readonly say: (besides: Besides) => void;
  readonly send: (way: Way) => void;
}

function Choice({ files, choose, besides, say, send }: Choosing) {
  // What was imported can be brought up to date; other content could only be added to.
  const imported = useSlice(({ doc }) => Object.values(doc.resources).some(({ origin }) => origin));
  const canEdit = useSlice(({ connection }) => connection.canEdit);
  const none = files.length === 0;
  return (
    <>
      <p>{t("import.how")}</p>
      <label className="import-files">
        <span>{t("import.files")}</span>
        <input
          type="file"
          multiple
          ref={(input) => showIn(input, files)}
          onChange={({ target }) => choose([...(target.files ?? [])])}
        />
      </label>
      {files.length > 1 && (
        <ul className="export-files">
          {files.map(({ name }) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
      <Folded title={t("import.part")}>
        <TextLine label={t("import.vpc")} text={besides.vpc} onText={(vpc) => say({ ...besides, vpc })} />
        <TextLine
          label={t("import.region")}
          text={besides.region}
          onText={(region) => say({ ...besides, region })}
        />
        <TextLine label={t("import.tag")} text={besides.tag} onText={(tag) => say({ ...besides, tag })} />
      </Folded>
      <Folded title={t("import.params")}>
        <TextLine
          label={t("import.paramsHow")}
          text={besides.param}
          onText={(param) => say({ ...besides, param })}
          multiline
          mono
        />
      </Folded>
      <p className="import-said">{t(imported ? "import.updates" : "import.replaces")}</p>
      <div className="import-go">
        {canEdit && (
          <Button className="button" isDisabled={none} onPress={() => send("replace")}>
            {t("import.replace")}
          </Button>
        )}
        <Button
          className="button"
          data-main={!imported || undefined}
          isDisabled={none}
          onPress={() => send("fresh")}
        >
          {t("import.fresh")}
        </Button>
        {canEdit && imported && (
          <Button className="button" data-main isDisabled={none} onPress={() => send("refresh")}>
            {t("import.refresh")}
          </Button>
        )}
      </div>
    </>
  );
}

/** A file field knows nothing of what was dropped elsewhere, and would say that no file is chosen. */
function showIn(input: HTMLInputElement | null, files: readonly File[]): void {
  if (!input || input.files?.length === files.length) return;
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
}

function Told({ done, way }: { readonly done: Imported; readonly way: Way }) {
  const { page } = useApp();
  return (
    <>
      {way === "fresh" && (
        <p>
          <a className="button" data-main href={routes.diagram(page.base, done.diagram)}>
            {t("import.open")}
          </a>
        </p>
      )}
      {done.rev !== undefined && <Difference rev={done.rev} />}
      <Losses title={t("import.losses")} losses={done.losses.filter(({ note }) => !note)} />
      <Losses title={t("import.notes")} losses={done.losses.filter(({ note }) => note)} />
    </>
  );
}

/** What the new content changes for the traffic, with the way back. */
function Difference({ rev }: { readonly rev: number }) {
  const store = useStore();
  const { viewport } = useApp();
  const here = useSlice((state) => state.rev >= rev);
  useEffect(() => {
    if (here) viewport.fit(); // what came may lie where nobody looks
  }, [here, viewport]);
  const canUndo = useSlice((state) => state.canUndo);
  const reply = useAnswer({ kind: "compare", with: rev - 1 }, "compared", rev);
  const leave = (then: () => void) => {
    closeWindow();
    then();
  };
  return (
    <section className="import-difference" aria-label={t("import.changed")}>
      <h3 className="group-title">{t("import.changed")}</h3>
      <p role="status">
        {reply.state === "answered" && word(reply.answer.headline)}
        {reply.state === "asking" && t("compare.loading")}
        {reply.state === "offline" && t("why.offline")}
        {reply.state === "failed" && t("why.failed", { detail: reply.failed.detail || reply.failed.code })}
      </p>
      <div className="import-go">
        <Button className="button" isDisabled={!canUndo} onPress={() => leave(() => store.undo())}>
          {t("import.undo")}
        </Button>
        <Button className="button" onPress={() => leave(() => compare({ old: rev - 1, now: rev }))}>
          {t("import.see")}
        </Button>
        <Button className="button" data-main autoFocus onPress={closeWindow}>
          {t("import.keep")}
        </Button>
      </div>
    </section>
  );
}
