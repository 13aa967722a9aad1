import { useState } from "react";
import { useNavigate } from "react-router";
import { useIntegrationAct } from "../../api/acts";
import { type Answer, api } from "../../api/client";
import { useAccount, useIntegration } from "../../api/hooks";
import { asProblem } from "../../api/problem";
import type { Integration } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Form } from "../../parts/Form";
import { TextField } from "../../parts/TextField";

/** The danger zone: credentials are deleted, the directory and its history stay. The name of the company is typed. */
export function Disconnect() {
  const allowed = useMay("disconnect");
  const { data: answer } = useIntegration();
  const [opened, setOpened] = useState<Answer<Integration> | null>(null);
  if (!allowed || !answer?.data.connection) return null;
  return (
    <section className="danger" aria-labelledby="danger">
      <h2 id="danger">Danger zone</h2>
      <div className="row-apart">
        <div>
          <p className="field-label">Disconnect TriNet</p>
          <p className="soft small">Deletes the credentials and switches auto-sync off. The directory and its history stay.</p>
        </div>
        <Button onPress={() => setOpened(answer)}>Disconnect…</Button>
      </div>
      {opened && <Asking opened={opened} onReload={() => setOpened(answer)} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Asking({ opened, onReload, onClose }: { opened: Answer<Integration>; onReload: () => void; onClose: () => void }) {
  const company = opened.data.connection?.company ?? "";
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const go = useNavigate();
  const account = useAccount();
  const disconnect = useIntegrationAct<string>(
    (path, name, idempotencyKey) => {
      const asked = { path, body: { company: name }, ifMatch: opened.etag, idempotencyKey };
      return api.send("POST", "/v1/accounts/{account}/disconnect", asked);
    },
    () => void go(`/${account}`),
  );
  const problem = disconnect.error ? asProblem(disconnect.error) : null;
  const differs = typed.trim() !== company ? `Type ${company}, letter by letter.` : undefined;
  const reload = () => {
    disconnect.reset();
    onReload();
  };
  const submit = () => {
    setTried(true);
    if (!differs) disconnect.mutate(typed.trim());
  };
  return (
    <Dialog
      title="Disconnect TriNet?"
      isOpen
      alert
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep the connection</Button>
          <Button variant="danger" type="submit" form="disconnect" busy={disconnect.isPending}>
            Disconnect
          </Button>
        </>
      }
    >
      <p>
        The Client ID and Secret are deleted and cannot be brought back. Auto-sync is switched off. Nobody is deactivated; the
        directory, the mapping and the import history stay.
      </p>
      <Form id="disconnect" onSubmit={submit} problem={problem}>
        <TextField
          label={`Type ${company} to confirm`}
          value={typed}
          onChange={setTyped}
          error={tried ? (differs ?? problem?.errorAt("/company")) : undefined}
          autoComplete="off"
          mono
        />
        {problem && <Failure problem={problem} reload={reload} />}
      </Form>
    </Dialog>
  );
}
