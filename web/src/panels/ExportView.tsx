import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button, Checkbox, ListBox, ListBoxItem } from "react-aria-components";
import { useApp } from "../app";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { closeWindow, Window } from "../shell/Window";
import { useSlice } from "../store/react";
import { download, exportContents, listExports } from "../wire/exports";
import type { ExportChoice, ExportContents } from "../wire/gen";
import { routes, type Taken } from "../wire/routes";
import { useAsked, Waiting } from "./asking";
import { Losses } from "./ExportLosses";
import { ExportProof } from "./ExportProof";

/** What can be taken home, in which format, and what that format would not say. */
export function ExportView() {
  const { page } = useApp();
  const choices = useAsked(
    useCallback(() => listExports(routes.exports(page.base, page.doc)), [page.base, page.doc]),
  );
  const selection = useSlice((state) => state.selection);
  const before = useRef(selection);
  useEffect(() => {
    if (before.current !== selection) closeWindow(); // somebody went from a loss to its element
  }, [selection]);
  return (
    <Window kind="export" title={t("export.title")}>
      {choices.got ? <Choices choices={choices.got} /> : <Waiting asked={choices} />}
    </Window>
  );
}

/** A format and one of its spellings are one choice: there are few, and one press fewer is one less. */
function Choices({ choices }: { readonly choices: readonly ExportChoice[] }) {
  const { page } = useApp();
  const options = choices.flatMap(({ name, title, extensions, paths }) =>
    extensions.map((as) => ({ id: `${name} ${as}`, format: name, title, as, canPaths: paths })),
  );
  const [chosen, setChosen] = useState(options[0]?.id ?? "");
  const { format, as, canPaths } = options.find(({ id }) => id === chosen) ?? {
    format: "",
    as: "",
    canPaths: false,
  };
  const [wanted, setWanted] = useState(false);
  const paths = wanted && canPaths;
  const newest = useSlice((state) => state.rev);
  const looking = useSlice((state) => state.looking);
  const rev = looking?.rev ?? newest;
  const taken = useMemo(() => ({ format, as, rev, paths }), [format, as, rev, paths]);
  const contents = useAsked(
    useCallback(
      () => exportContents(routes.exportContents(page.base, page.doc, taken)),
      [page.base, page.doc, taken],
    ),
  );
  return (
    <>
      <div className="export-body">
        <ListBox
          className="export-formats"
          aria-label={t("export.formats")}
          items={options}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[chosen]}
          onSelectionChange={(keys) => setChosen(String([...keys][0] ?? ""))}
          autoFocus
        >
          {({ id, title, as }) => (
            <ListBoxItem className="export-format" id={id} textValue={`${word(title)} ${as}`}>
              <span>{word(title)}</span>
              <code>{as}</code>
            </ListBoxItem>
          )}
        </ListBox>
        <div className="export-contents" aria-live="polite">
          {canPaths && (
            <Checkbox className="export-paths" isSelected={wanted} onChange={setWanted}>
              <span className="tick" aria-hidden="true">
                <Icon name="check" size={12} />
              </span>
              <span>{t("export.paths")}</span>
            </Checkbox>
          )}
          {contents.got ? <Contents contents={contents.got} /> : <Waiting asked={contents} />}
          {contents.got && <ExportProof taken={taken} />}
        </div>
      </div>
      <Take taken={taken} ready={contents.got !== undefined} />
    </>
  );
}

function Contents({ contents: { files, losses } }: { readonly contents: ExportContents }) {
  const lost = losses.filter(({ note }) => !note);
  const notes = losses.filter(({ note }) => note);
  return (
    <>
      <h3 className="group-title">{t("export.files")}</h3>
      <ul className="export-files">
        {files.map(({ name, size }) => (
          <li key={name}>
            <code>{name}</code> <span>{sizeText(size)}</span>
          </li>
        ))}
      </ul>
      {files.length > 1 && <p className="export-said">{t("export.zipped")}</p>}
      {lost.length === 0 && <p className="export-whole">{t("export.whole")}</p>}
      <Losses title={t("export.losses")} losses={lost} lead />
      <Losses title={t("export.notes")} losses={notes} lead />
    </>
  );
}

const sizeText = (size: number): string =>
  size < 1000
    ? t("export.bytes", { count: size })
    : t("export.kilobytes", { count: (size / 1000).toFixed(size < 10_000 ? 1 : 0) });

/** What exactly is taken, and the button. */
function Take({ taken, ready }: { readonly taken: Taken; readonly ready: boolean }) {
  const { page } = useApp();
  const looking = useSlice((state) => state.looking);
  const waiting = useSlice((state) => state.pending.length > 0);
  return (
    <footer className="export-foot">
      <p>
        {looking
          ? t("export.version", { name: looking.name })
          : t(waiting ? "export.waiting" : "export.newest", { rev: taken.rev })}
      </p>
      <Button
        className="button"
        data-main
        isDisabled={!ready}
        onPress={() => download(routes.export(page.base, page.doc, taken))}
      >
        <Icon name="download" size={14} />
        {t("export.download")}
      </Button>
    </footer>
  );
}
