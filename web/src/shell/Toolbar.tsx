import { useSyncExternalStore } from "react";
import { Toolbar as AriaToolbar, Button } from "react-aria-components";
import * as actions from "../actions/actions";
import { addActions } from "../actions/add";
import { exportFile } from "../actions/export";
import { matrix, palette } from "../actions/look";
import { useApp } from "../app";
import { t, useLang } from "../i18n";
import { useSlice } from "../store/react";
import { groupTitle, shelved } from "../tree/groups";
import type { KindName } from "../wire/gen";
import { Icon } from "./Icon";
import { MenuOf } from "./MenuOf";
import { Tool } from "./Tool";

export function Toolbar() {
  useLang();
  const { page } = useApp();
  const name = useSlice((state) => state.doc.name);
  return (
    <AriaToolbar className="toolbar" aria-label={t("region.toolbar")}>
      <a className="toolbar-brand" href={page.base} title={t("action.home")}>
        <Icon name="vpc" size={22} />
        {t("app.name")}
      </a>
      <h1 className="toolbar-title" title={name}>
        {name}
      </h1>
      <span className="toolbar-rule" />
      <MenuOf
        label={t("action.addMenu")}
        glyph="add"
        actions={addActions}
        sections={addSections()}
        showLabel
      />
      <span className="toolbar-rule" />
      <Tool action={actions.undo} />
      <Tool action={actions.redo} />
      <Tool action={actions.remove} />
      <span className="toolbar-space" />
      <Tool action={actions.zoomOut} />
      <ZoomLevel />
      <Tool action={actions.zoomIn} />
      <Tool action={actions.fit} />
      <span className="toolbar-rule" />
      <Tool action={palette} />
      <Tool action={matrix} text={t("toolbar.matrix")} />
      <Tool action={exportFile} text={t("toolbar.export")} />
      <Tool action={actions.switchLanguage} text={t("action.language")} />
      <MenuOf label={t("action.theme")} glyph="theme" actions={actions.themeActions} />
    </AriaToolbar>
  );
}

const addSections = () =>
  shelved(addActions, ({ glyph }) => glyph as KindName).map(({ group, members }) => ({
    title: t(groupTitle[group]),
    actions: members,
  }));

function ZoomLevel() {
  const app = useApp();
  const percent = useSyncExternalStore(app.viewport.subscribe, () => Math.round(app.viewport.scale * 100));
  return (
    <Button
      className="tool tool-zoom"
      aria-label={actions.zoomReset.label()}
      onPress={() => actions.zoomReset.run(app)}
    >
      {t("status.zoom", { percent })}
    </Button>
  );
}
