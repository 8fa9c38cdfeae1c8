import { Button } from "react-aria-components";
import { t } from "../i18n";
import { useSlice, useStore } from "../store/react";
import { timeText } from "./time";

/** Over the drawing while it shows a version: which one, and the way back. */
export function Banner() {
  const store = useStore();
  const looking = useSlice((state) => state.looking);
  if (!looking) return null;
  return (
    <div className="banner" role="status">
      <p>{t("versions.banner", { name: looking.name, time: timeText(looking.at) })}</p>
      <Button className="button" onPress={() => store.look(undefined)}>
        {t("versions.back")}
      </Button>
    </div>
  );
}
