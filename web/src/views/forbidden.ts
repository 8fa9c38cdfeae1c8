import { t } from "../i18n";
import type { Flow } from "../wire/gen";

/** What a must-not arrow says of the services that it names; "no all traffic" would be a riddle. */
export function forbidden({ services }: Pick<Flow, "services">, said: string): string {
  const all = Object.values(services).some(({ protocol }) => protocol === "all");
  return all ? t("canvas.forbidsAll") : t("canvas.forbids", { services: said });
}
