import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { addTo } from "../actions/add";
import { word } from "../i18n";
import { Icon } from "../shell/Icon";
import { useStore } from "../store/react";
import { kindOf } from "../wire/catalogue";
import type { KindName } from "../wire/gen";

interface Props {
  readonly label: string;
  readonly kinds: readonly KindName[];
  /** The element that the new one is put into; undefined is the top. */
  readonly owner: string | undefined;
  readonly className: string;
}

/** The kinds that may be added at one place, behind a plus. */
export function AddMenu({ label, kinds, owner, className }: Props) {
  const store = useStore();
  return (
    <MenuTrigger>
      <Button className={className} aria-label={label}>
        <Icon name="add" size={13} />
      </Button>
      <Popover className="popover" placement="bottom start" offset={2}>
        <Menu className="menu" aria-label={label} onAction={(key) => addTo(store, key as KindName, owner)}>
          {kinds.map((kind) => (
            <MenuItem className="menu-item" key={kind} id={kind} textValue={word(kindOf(kind).title)}>
              <Icon name={kind} size={15} />
              <span>{word(kindOf(kind).title)}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
