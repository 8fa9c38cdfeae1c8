import { useSyncExternalStore } from "react";
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import type { Action } from "../actions/action";
import { keyLabel } from "../actions/keys";
import { useApp } from "../app";
import type { Glyph } from "../views/glyphs";
import { Icon } from "./Icon";

interface Props {
  readonly label: string;
  readonly glyph: Glyph;
  readonly actions: readonly Action[];
  readonly showLabel?: boolean;
  /** A long list in parts, each under its title: the same actions in another order. */
  readonly sections?: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly actions: readonly Action[];
}

/** Actions behind a button. */
export function MenuOf({ label, glyph, showLabel = false, ...items }: Props) {
  return (
    <MenuTrigger>
      <Button className="tool" aria-label={label}>
        <Icon name={glyph} />
        {showLabel && <span className="tool-text">{label}</span>}
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Items label={label} {...items} />
      </Popover>
    </MenuTrigger>
  );
}

/** What the menu holds: made when it opens, and kept right while others edit. */
function Items({ label, actions, sections }: Pick<Props, "label" | "actions" | "sections">) {
  const app = useApp();
  const run = (id: string | number) => actions.find((action) => action.id === id)?.run(app);
  const cannot = useSyncExternalStore(app.store.subscribe, () =>
    actions
      .filter((action) => !action.enabled(app))
      .map(({ id }) => id)
      .join(" "),
  );
  const disabled = cannot.split(" ");
  const item = (action: Action) => (
    <Item key={action.id} action={action} needs={disabled.includes(action.id) && action.needs?.(app)} />
  );
  return (
    <Menu
      className="menu"
      data-shelves={sections !== undefined || undefined}
      aria-label={label}
      onAction={run}
      disabledKeys={disabled}
    >
      {sections
        ? sections.map((section) => (
            <MenuSection className="menu-section" key={section.title}>
              <Header className="menu-title">{section.title}</Header>
              {section.actions.map(item)}
            </MenuSection>
          ))
        : actions.map(item)}
    </Menu>
  );
}

interface ItemProps {
  readonly action: Action;
  /** Said where it cannot be done. */
  readonly needs: string | false | undefined;
}

function Item({ action, needs }: ItemProps) {
  return (
    <MenuItem className="menu-item" id={action.id} textValue={action.label()}>
      <Icon name={action.glyph} />
      <span>{action.label()}</span>
      {needs && <span className="menu-more">{needs}</span>}
      {action.keys[0] && <kbd className="menu-key">{keyLabel(action.keys[0])}</kbd>}
    </MenuItem>
  );
}
