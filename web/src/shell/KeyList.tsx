import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { allActions } from "../actions/all";
import { keyLabel } from "../actions/keys";
import { palette } from "../actions/look";
import { t } from "../i18n";
import { treeKeys } from "../tree/keys";
import { Icon } from "./Icon";
import { showOverlay } from "./overlays";

const close = () => showOverlay(undefined);

/** Every key and what it does. */
export function KeyList() {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={close}>
      <Modal className="key-list">
        <Dialog className="key-list-dialog">
          <header className="key-list-head">
            <Heading slot="title" className="key-list-title">
              {t("keys.title")}
            </Heading>
            <Button className="tool" aria-label={t("keys.close")} onPress={close} autoFocus>
              <Icon name="close" size={16} />
            </Button>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
          <section className="key-list-room" tabIndex={0} aria-label={t("keys.title")}>
            <dl className="key-list-keys">
              {allActions
                .filter(({ keys }) => keys.length > 0)
                .map((action) => (
                  <div key={action.id}>
                    <dt>
                      {action.keys.map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dt>
                    <dd>
                      {action.label()}
                      {action.onCanvas && <small>{t("keys.onCanvas")}</small>}
                    </dd>
                  </div>
                ))}
            </dl>
            <h3 className="key-list-part">{t("keys.inTree")}</h3>
            <dl className="key-list-keys">
              {treeKeys.map(({ keys, says }) => (
                <div key={says}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{keyLabel(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{t(says)}</dd>
                </div>
              ))}
            </dl>
          </section>
          <p className="key-list-rest">{t("keys.rest", { key: keyLabel(palette.keys[0] ?? "") })}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
