import { useMemo, useState } from "react";
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import type { Action } from "../actions/action";
import { allActions } from "../actions/all";
import { elementActions } from "../actions/goTo";
import { keyLabel } from "../actions/keys";
import { search } from "../actions/search";
import { useApp } from "../app";
import { t } from "../i18n";
import { useSlice } from "../store/react";
import { Icon } from "./Icon";
import { showOverlay } from "./overlays";

const close = () => showOverlay(undefined);

/** So many are looked through at a glance; who wants another types more of its name. */
const most = 60;

/** Every command, and every element of the design, by some of its words. The focus goes back to where it was before the command runs. */
export function Palette() {
  const app = useApp();
  const run = (action: Action) => {
    close();
    // After the dialog has gone: what runs may open another one, or mind where the focus is.
    setTimeout(() => action.enabled(app) && action.run(app), 0);
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={close}>
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label={t("action.palette")}>
          <Commands run={run} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands({ run }: { readonly run: (action: Action) => void }) {
  const app = useApp();
  const [query, setQuery] = useState("");
  const doc = useSlice((state) => state.doc);
  const elements = useMemo(() => elementActions(doc), [doc]);
  const commands = allActions.filter(({ id }) => id !== "palette");
  const typed = query.trim() !== "";
  const found = typed ? search([...commands, ...elements], query).slice(0, most) : commands;
  // What cannot be done now is shown, so that nobody looks for it in vain, but after what can.
  const [can, cannot] = [found.filter((action) => action.enabled(app)), found.filter((a) => !a.enabled(app))];
  const shown = [...can, ...cannot];
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField className="palette-search" aria-label={t("palette.search")} autoFocus>
        <Icon name="search" />
        <Input className="palette-input" placeholder={t("palette.search")} />
      </SearchField>
      <Menu
        className="menu palette-list"
        aria-label={t("action.palette")}
        items={shown}
        disabledKeys={cannot.map(({ id }) => id)}
        onAction={(id) => {
          const action = shown.find((one) => one.id === id);
          if (action) run(action);
        }}
        renderEmptyState={() => <p className="quiet">{t("palette.none")}</p>}
      >
        {(action) => (
          <Command action={action} more={cannot.includes(action) ? action.needs?.(app) : action.more?.()} />
        )}
      </Menu>
    </Autocomplete>
  );
}

function Command({ action, more }: { readonly action: Action; readonly more: string | undefined }) {
  const [key] = action.keys;
  const label = action.label();
  return (
    <MenuItem
      className="menu-item"
      id={action.id}
      textValue={label}
      aria-label={key ? `${label} ${keyLabel(key)}` : label}
    >
      <Icon name={action.glyph} size={16} />
      <span className="menu-label">{label}</span>
      {more && <span className="menu-more">{more}</span>}
      {key && (
        <>
          {" "}
          <kbd className="menu-key">{keyLabel(key)}</kbd>
        </>
      )}
    </MenuItem>
  );
}
