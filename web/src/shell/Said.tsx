import { useEffect } from "react";
import { Button } from "react-aria-components";
import { t, useLang } from "../i18n";
import { useSlice, useStore } from "../store/react";
import type { Said as Sentence } from "../store/store";
import { Icon } from "./Icon";

const noteLasts = 6_000;

/** What the editor has to say, over the lower edge of the canvas. Problems stay until they are closed. */
export function Said() {
  useLang();
  const said = useSlice((state) => state.said);
  return (
    <div className="said" role="log">
      {said.map((one) => (
        <One key={one.id} one={one} />
      ))}
    </div>
  );
}

function One({ one }: { readonly one: Sentence }) {
  const store = useStore();
  useEffect(() => {
    if (one.tone !== "note") return;
    const timer = setTimeout(() => store.unsay(one.id), noteLasts);
    return () => clearTimeout(timer);
  }, [one, store]);
  return (
    <div className="said-one" data-tone={one.tone}>
      <p>{one.text}</p>
      <Button className="tool" aria-label={t("say.close")} onPress={() => store.unsay(one.id)}>
        <Icon name="close" size={14} />
      </Button>
    </div>
  );
}
