import type { ReactNode } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../i18n";
import { Icon } from "./Icon";
import { showOverlay } from "./overlays";

export const closeWindow = () => showOverlay(undefined);

interface Props {
  /** The class of the window; its content has the same with "-dialog". */
  readonly kind: "key-list" | "export";
  readonly title: string;
  /** Nothing in it wants the focus more than the button that closes it. */
  readonly focusClose?: boolean;
  readonly children: ReactNode;
}

/** A window over the editor, with a title and a way out. */
export function Window({ kind, title, focusClose = false, children }: Props) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={closeWindow}>
      <Modal className={kind}>
        <Dialog className={`${kind}-dialog`}>
          <header className="window-head">
            <Heading slot="title" className="window-title">
              {title}
            </Heading>
            <Button
              className="tool"
              aria-label={t("keys.close")}
              onPress={closeWindow}
              autoFocus={focusClose}
            >
              <Icon name="close" size={16} />
            </Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
