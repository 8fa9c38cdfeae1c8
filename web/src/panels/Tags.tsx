import { useRef, useState } from "react";
import { Button } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice, useStore } from "../store/react";
import { Line } from "./fields/Line";
import { TextLine } from "./fields/TextLine";

/** AWS tags: each key with its value is one property. */
export function Tags({ id }: { readonly id: string }) {
  const store = useStore();
  const tags = useSlice((state) => state.doc.resources[id]?.tags) ?? {};
  const readOnly = !useSlice((state) => state.connection.canEdit);
  const write = (key: string, value: unknown) => {
    const label = t("edit.field", { field: t("panel.tags"), name: store.nameOf(id) });
    store.edit(label, [{ op: "patch", section: "resources", id, path: `tags.${key}`, value }]);
  };
  const place = useRef<HTMLFieldSetElement>(null);
  const remove = (key: string) => {
    write(key, null);
    // The button goes with its tag: the keyboard goes on from here.
    place.current?.querySelector<HTMLElement>("input[name='newTag']")?.focus();
  };
  return (
    <fieldset className="tags" ref={place}>
      <legend className="rows-title">{t("panel.tags")}</legend>
      {Object.entries(tags)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => (
          <div className="tag" key={key}>
            <Line
              field={{ name: key, type: "text", label: { en: key, ja: key } }}
              value={value}
              owner={id}
              readOnly={readOnly}
              write={(next) => write(key, next)}
            />
            {!readOnly && (
              <Button
                className="tool tool-small"
                aria-label={t("panel.tagRemove", { key })}
                onPress={() => remove(key)}
              >
                <Icon name="close" size={12} />
              </Button>
            )}
          </div>
        ))}
      {!readOnly && <NewTag taken={tags} add={(key) => write(key, "")} />}
    </fieldset>
  );
}

interface NewTagProps {
  readonly taken: { readonly [key: string]: string };
  readonly add: (key: string) => void;
}

function NewTag({ taken, add }: NewTagProps) {
  const [key, setKey] = useState("");
  const trimmed = key.trim();
  const problem = Object.hasOwn(taken, trimmed) ? t("panel.tagTaken", { key: trimmed }) : undefined;
  const commit = () => {
    if (trimmed === "" || problem) return;
    add(trimmed);
    setKey("");
  };
  return (
    <TextLine
      label={t("panel.tagAdd")}
      text={key}
      onText={setKey}
      placeholder={t("panel.tagKey")}
      name="newTag"
      problem={problem}
      onDone={commit}
      onUndo={() => setKey("")}
    />
  );
}
