import { type FormEvent, useCallback, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useApp } from "../app";
import { compare } from "../compare/comparing";
import { t } from "../i18n";
import { timeText } from "../shell/time";
import { useSlice, useStore } from "../store/react";
import { causeText } from "../wire/asked";
import { routes } from "../wire/routes";
import { fetchSnapshot } from "../wire/snapshot";
import { listVersions, nameVersion, restoreVersion, type Version, type Versions } from "../wire/versions";
import { TextLine } from "./fields/TextLine";

const longestName = 200;

/** The named states of the diagram: name this one, look at another, or go back to it. */
export function VersionsPanel() {
  const { page } = useApp();
  const [known, setKnown] = useState<Versions>();
  const [problem, setProblem] = useState("");
  const mayName = useSlice((state) => state.connection.canEdit);
  const rev = useSlice((state) => state.rev);
  const live = useSlice((state) => state.connection.status === "live");

  /** Does what was asked for and reads the list again; says what went wrong. */
  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      setProblem("");
      try {
        await work();
        setKnown(await listVersions(routes.versions(page.base, page.doc)));
      } catch (cause) {
        setProblem(causeText(cause));
      }
    },
    [page],
  );
  // Another revision may have come with another version, and a server that is back may answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision or connection is the sign to ask again
  useEffect(() => {
    const timer = setTimeout(() => void attempt(async () => {}), 300);
    return () => clearTimeout(timer);
  }, [attempt, rev, live]);

  return (
    <div className="versions">
      {mayName && <NameNow attempt={attempt} />}
      {problem && (
        <p className="field-problem versions-problem" role="alert">
          {t("versions.failed", { cause: problem })}
        </p>
      )}
      {!known && !problem && <p className="quiet">{t("versions.loading")}</p>}
      {known?.versions.length === 0 && <p className="quiet">{t("versions.none")}</p>}
      <ul className="versions-list" aria-label={t("tab.versions")}>
        {known?.versions.map((version) => (
          <One key={`${version.rev} ${version.name}`} version={version} attempt={attempt} />
        ))}
      </ul>
    </div>
  );
}

type Attempt = (work: () => Promise<unknown>) => Promise<void>;

function NameNow({ attempt }: { readonly attempt: Attempt }) {
  const { page, store } = useApp();
  const [name, setName] = useState("");
  const saved = useSlice((state) => state.pending.length === 0 && state.connection.status === "live");
  const trimmed = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === "" || !saved) return;
    void attempt(async () => {
      await nameVersion(routes.versions(page.base, page.doc), trimmed, store.state.rev);
      setName("");
    });
  };
  return (
    <form className="versions-name" onSubmit={submit}>
      <TextLine
        label={t("versions.name")}
        text={name}
        onText={(text) => setName(text.slice(0, longestName))}
        name="version"
      />
      <Button className="button" data-main type="submit" isDisabled={trimmed === "" || !saved}>
        {t("versions.save")}
      </Button>
    </form>
  );
}

interface OneProps {
  readonly version: Version;
  readonly attempt: Attempt;
}

function One({ version, attempt }: OneProps) {
  const { page } = useApp();
  const store = useStore();
  const looking = useSlice((state) => state.looking);
  const rev = useSlice((state) => state.rev);
  const role = useSlice((state) => state.mayEdit);
  const [asks, setAsks] = useState(false);
  const shown = looking?.rev === version.rev;
  const open = () =>
    attempt(async () => {
      const { design } = await fetchSnapshot(routes.snapshotAt(page.base, page.doc, version.rev));
      store.look({ rev: version.rev, name: version.name, at: version.at, design });
    });
  const restore = () => {
    setAsks(false);
    void attempt(async () => {
      const before = store.committedRev;
      const { rev } = await restoreVersion(routes.restore(page.base, page.doc, version.rev));
      if (rev > before) store.cameWhole({ rev, before: rev - 1, after: version.rev });
      store.look(undefined);
    });
  };
  return (
    <li className="version" aria-current={shown ? "true" : undefined}>
      <p className="version-name">{version.name}</p>
      <p className="version-about">
        {timeText(version.at)} · {t("status.revision", { rev: version.rev })}
        {version.rev === rev && <span className="badge">{t("versions.present")}</span>}
      </p>
      {asks ? (
        <fieldset className="version-ask" aria-label={t("versions.restore")}>
          <p>{t("versions.restoreAsk", { name: version.name })}</p>
          <Button className="button" data-main autoFocus onPress={restore}>
            {t("versions.restoreNow")}
          </Button>
          <Button className="button" onPress={() => setAsks(false)}>
            {t("row.cancel")}
          </Button>
        </fieldset>
      ) : (
        <p className="version-do">
          <Button
            className="button"
            aria-label={t("versions.openOne", { name: version.name })}
            isDisabled={shown}
            onPress={() => void open()}
          >
            {t("versions.open")}
          </Button>
          {version.rev !== rev && (
            <Button
              className="button"
              aria-label={t("versions.compareOne", { name: version.name })}
              onPress={() => compare({ old: version.rev, now: "now" })}
            >
              {t("versions.compare")}
            </Button>
          )}
          {role && version.rev !== rev && (
            <Button
              className="button"
              aria-label={t("versions.restoreOne", { name: version.name })}
              onPress={() => setAsks(true)}
            >
              {t("versions.restore")}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
