import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from "react-aria-components";
import { addTo } from "../actions/add";
import { t, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useStore } from "../store/react";
import { kindOf } from "../wire/catalogue";
import type { KindName } from "../wire/gen";
import { groupTitle, shelved } from "./groups";

interface Props {
  readonly label: string;
  readonly kinds: readonly KindName[];
  /** The element that the new one is put into; undefined is the top. */
  readonly owner: string | undefined;
  readonly className: string;
}

/** A list that is read at a glance needs no shelves. */
const short = 6;

/** The kinds that may be added at one place, behind a plus. */
export function AddMenu({ label, kinds, owner, className }: Props) {
  const store = useStore();
  const shelves = kinds.length > short ? shelved(kinds, (kind) => kind) : [];
  return (
    <MenuTrigger>
      <Button className={className} aria-label={label}>
        <Icon name="add" size={13} />
      </Button>
      <Popover className="popover" placement="bottom start" offset={2}>
        <Menu
          className="menu"
          data-shelves={shelves.length > 2 || undefined}
          aria-label={label}
          onAction={(key) => addTo(store, key as KindName, owner)}
        >
          {shelves.length > 0
            ? shelves.map(({ group, members }) => (
                <MenuSection className="menu-section" key={group}>
                  <Header className="menu-title">{t(groupTitle[group])}</Header>
                  {members.map(kindItem)}
                </MenuSection>
              ))
            : kinds.map(kindItem)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const kindItem = (kind: KindName) => (
  <MenuItem className="menu-item" key={kind} id={kind} textValue={word(kindOf(kind).title)}>
    <Icon name={kind} size={15} />
    <span>{word(kindOf(kind).title)}</span>
  </MenuItem>
);
