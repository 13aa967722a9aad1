import type { ReactElement, ReactNode } from "react";
import { Dialog as Box } from "react-aria-components/Dialog";
import { DialogTrigger } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./Button";

export interface DialogProps {
  title: string;
  /** What opens it; or `isOpen` where the page decides. */
  trigger?: ReactElement;
  isOpen?: boolean;
  onClose?: () => void;
  children: ReactNode | ((close: () => void) => ReactNode);
  /** The buttons at its end; a single “Close” where there are none. */
  actions?: ReactNode | ((close: () => void) => ReactNode);
  /** For dialogs with tables. */
  wide?: boolean;
  /** For what must be answered: a press beside it does not close it. */
  alert?: boolean;
}

/** Asks or shows something above the page; the focus goes in, stays in, and comes back to where it was. */
export function Dialog({ trigger, isOpen, onClose, ...inside }: DialogProps) {
  const box = (
    <ModalOverlay
      className="overlay"
      isDismissable={!inside.alert}
      isOpen={trigger ? undefined : isOpen}
      onOpenChange={(open) => !open && onClose?.()}
    >
      <Modal className={inside.wide ? "modal modal-wide" : "modal"}>
        <Content {...inside} />
      </Modal>
    </ModalOverlay>
  );
  if (!trigger) return box;
  return (
    <DialogTrigger onOpenChange={(open) => !open && onClose?.()}>
      {trigger}
      {box}
    </DialogTrigger>
  );
}

function Content({ title, children, actions, alert }: Omit<DialogProps, "trigger" | "isOpen" | "onClose" | "wide">) {
  return (
    <Box className="dialog" role={alert ? "alertdialog" : "dialog"}>
      {({ close }) => (
        <>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <div className="dialog-body">{typeof children === "function" ? children(close) : children}</div>
          <div className="dialog-actions">
            {typeof actions === "function" ? actions(close) : (actions ?? <Button onPress={close}>Close</Button>)}
          </div>
        </>
      )}
    </Box>
  );
}
