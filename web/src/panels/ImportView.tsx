import { useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useApp } from "../app";
import { t, word } from "../i18n";
import { droppedFiles } from "../shell/dropped";
import { Icon } from "../shell/Icon";
import { showOverlay } from "../shell/overlays";
import type { Imported } from "../wire/gen";
import { importFiles } from "../wire/imports";
import { routes } from "../wire/routes";

const close = () => showOverlay(undefined);

type State = { readonly sent: number } | { readonly done: Imported; readonly fresh: boolean } | "failed";

/** What becomes of files that were dropped or chosen: this diagram anew, or another one. */
export function ImportView() {
  const { page } = useApp();
  const [files, setFiles] = useState(droppedFiles());
  const [state, setState] = useState<State>();
  const send = (fresh: boolean) => {
    setState({ sent: 0 });
    const url = fresh ? routes.importNew(page.base) : routes.importInto(page.base, page.doc);
    importFiles(url, files, (sent) => setState({ sent }))
      .then((done) => {
        if (!done.error && done.losses.length === 0) {
          close();
          if (fresh) location.assign(routes.diagram(page.base, done.diagram));
        } else setState({ done, fresh });
      })
      .catch(() => setState("failed"));
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={close}>
      <Modal className="export">
        <Dialog className="export-dialog">
          <header className="key-list-head">
            <Heading slot="title" className="key-list-title">
              {t("import.title")}
            </Heading>
            <Button className="tool" aria-label={t("keys.close")} onPress={close}>
              <Icon name="close" size={16} />
            </Button>
          </header>
          <div className="import-body" aria-live="polite">
            {state === undefined && <Choice files={files} choose={setFiles} send={send} />}
            {state === "failed" && <p className="import-bad">{t("import.failed")}</p>}
            {typeof state === "object" && "sent" in state && (
              <p>
                {t("import.reading")} <progress value={state.sent} aria-label={t("import.reading")} />
              </p>
            )}
            {typeof state === "object" && "done" in state && <Told {...state} />}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface Choosing {
  readonly files: readonly File[];
  readonly choose: (files: readonly File[]) => void;
  readonly send: (fresh: boolean) => void;
}

function Choice({ files, choose, send }: Choosing) {
  return (
    <>
      <p>{t("import.how")}</p>
      <label className="import-files">
        <span>{t("import.files")}</span>
        <input type="file" multiple onChange={({ target }) => choose([...(target.files ?? [])])} />
      </label>
      {files.length > 0 && (
        <ul className="export-files">
          {files.map(({ name }) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="import-said">{t("import.replaces")}</p>
      <div className="import-go">
        <Button className="button" isDisabled={files.length === 0} onPress={() => send(false)}>
          {t("import.replace")}
        </Button>
        <Button className="button" data-main isDisabled={files.length === 0} onPress={() => send(true)}>
          {t("import.fresh")}
        </Button>
      </div>
    </>
  );
}

function Told({ done, fresh }: { readonly done: Imported; readonly fresh: boolean }) {
  const { page } = useApp();
  if (done.error) return <p className="import-bad">{word(done.error)}</p>;
  return (
    <>
      {fresh && <a href={routes.diagram(page.base, done.diagram)}>{t("import.open")}</a>}
      <h3 className="group-title">
        {t("import.losses")} <span className="rows-count">{done.losses.length}</span>
      </h3>
      <ul className="export-losses">
        {done.losses.map(({ text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and texts may repeat
          <li key={at}>{word(text)}</li>
        ))}
      </ul>
    </>
  );
}
