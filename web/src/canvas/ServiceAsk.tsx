import { type FormEvent, useEffect, useRef, useState } from "react";
import { useApp } from "../app";
import { t } from "../i18n";
import { endAt, flowOp, parseService } from "./edits";
import type { Point } from "./viewport";

export interface Asked {
  readonly from: string;
  readonly to: string;
  /** Where in the window to ask. */
  readonly at: Point;
}

const common = ["tcp/443", "tcp/80", "tcp/22", "tcp/3306", "icmp", "all"];
const size = { w: 232, h: 230 };

/** What a new arrow carries, and whether it must or must not get through. */
export function ServiceAsk({ asked, done }: { readonly asked: Asked; readonly done: () => void }) {
  const { store, viewport } = useApp();
  const [text, setText] = useState("tcp/443");
  const [expect, setExpect] = useState("must");
  const [fault, setFault] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const names = { from: nameOf(asked.from), to: nameOf(asked.to) };

  function nameOf(id: string): string {
    return id === "internet" ? t("canvas.internet") : store.nameOf(id);
  }

  useEffect(() => {
    const window = viewport.windowSize();
    const { style } = form.current ?? {};
    if (!style) return;
    style.left = `${Math.max(8, Math.min(asked.at.x + 8, window.w - size.w - 8))}px`;
    style.top = `${Math.max(8, Math.min(asked.at.y + 8, window.h - size.h - 8))}px`;
    form.current?.querySelector("input")?.select();
  }, [asked, viewport]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const service = parseService(text);
    if (!service) {
      setFault(true);
      return;
    }
    const { doc } = store.state;
    const { id, op } = flowOp(endAt(doc, asked.from), endAt(doc, asked.to), service, expect);
    store.edit(t("edit.flow", names), [op]);
    store.select([id]);
    done();
  }

  return (
    <form
      ref={form}
      className="ask"
      role="dialog"
      aria-label={t("ask.title", names)}
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && done()}
    >
      <p className="ask-title">{t("ask.title", names)}</p>
      <label>
        {t("ask.service")}
        <input
          value={text}
          aria-invalid={fault}
          onChange={(event) => {
            setText(event.target.value);
            setFault(false);
          }}
        />
      </label>
      {fault && <p className="ask-fault">{t("ask.fault")}</p>}
      <div className="ask-common">
        {common.map((service) => (
          <button key={service} type="button" onClick={() => setText(service)}>
            {service}
          </button>
        ))}
      </div>
      <label>
        {t("ask.expect")}
        <select value={expect} onChange={(event) => setExpect(event.target.value)}>
          <option value="must">{t("ask.must")}</option>
          <option value="must-not">{t("ask.mustNot")}</option>
        </select>
      </label>
      <div className="ask-row">
        <button type="button" onClick={done}>
          {t("ask.cancel")}
        </button>
        <button type="submit">{t("ask.draw")}</button>
      </div>
    </form>
  );
}
