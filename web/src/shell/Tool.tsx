import { useSyncExternalStore } from "react";
import { Button, Tooltip, TooltipTrigger } from "react-aria-components";
import type { Action } from "../actions/action";
import { keyLabel } from "../actions/keys";
import { useApp } from "../app";
import { Icon } from "./Icon";

/** An action as a button of the toolbar. */
export function Tool({ action, text }: { readonly action: Action; readonly text?: string }) {
  const app = useApp();
  const enabled = useSyncExternalStore(app.store.subscribe, () => action.enabled(app));
  const [key] = action.keys;
  return (
    <TooltipTrigger delay={500}>
      <Button
        className="tool"
        aria-label={action.label()}
        isDisabled={!enabled}
        onPress={() => action.run(app)}
      >
        <Icon name={action.glyph} />
        {text && <span className="tool-text">{text}</span>}
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {action.label()}
        {key ? ` (${keyLabel(key)})` : ""}
      </Tooltip>
    </TooltipTrigger>
  );
}
