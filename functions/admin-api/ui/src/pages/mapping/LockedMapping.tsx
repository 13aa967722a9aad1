import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useResync } from "../../api/acts";
import { api } from "../../api/client";
import { useAccount, useIntegration } from "../../api/hooks";
import type { Mapping } from "../../api/shapes";
import { useMay } from "../../app/roles";
import { AskAPerson } from "../../parts/AskAPerson";
import { Button, LinkButton } from "../../parts/Button";
import { DataTable } from "../../parts/DataTable";
import { Dialog } from "../../parts/Dialog";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { describe } from "./draft";

/** The mapping as it is used: nobody but a specialist changes it. */
export function ReadOnlyMapping({ mapping, nameOf }: { mapping: Mapping; nameOf: (path: string) => string }) {
  return (
    <section className="section" aria-labelledby="custom-fields">
      <h2 id="custom-fields">Custom demographics</h2>
      <DataTable
        caption="Custom demographics"
        rows={mapping.demographics}
        rowKey={(row) => row.name}
        empty={<p className="soft">None: only core fields are synced.</p>}
        columns={[
          { key: "name", header: "Demographic", isRowHeader: true, cell: (row) => row.name },
          { key: "field", header: "TriNet field", cell: (row) => nameOf(row.field) },
          { key: "value", header: "Value", cell: (row) => describe(row.transforms) },
        ]}
      />
      <p>
        <strong>Exclude:</strong> {mapping.exclude ? `people whose “${nameOf(mapping.exclude)}” is “Yes”.` : "nobody."}
      </p>
    </section>
  );
}

/** Says that it is locked, and what is next. */
export function LockedNotice({ version }: { version: number }) {
  const account = useAccount();
  const { data } = useIntegration();
  const next = data?.data.state === "mapped";
  return (
    <Notice
      tone={next ? "good" : "info"}
      title={`Version ${version} is locked`}
      action={
        next && (
          <LinkButton variant="primary" to={`/${account}`}>
            Go on to the initial sync
          </LinkButton>
        )
      }
    >
      <p>Only a specialist can change it. For that, tell them the fields and values to map, edit or delete.</p>
      <p className="small">
        <AskAPerson />
      </p>
    </Notice>
  );
}

/** What specialists do to a mapping (R57, R58, D22). */
export function StaffActions({ isLocked }: { isLocked: boolean }) {
  const unlocks = useMay("unlock_mapping");
  const resyncs = useMay("resync");
  const account = useAccount();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const unlock = useAct<void, Mapping>(
    (_, idempotencyKey) => api.send("POST", "/v1/accounts/{account}/mapping/unlock", { path: { account }, idempotencyKey }),
    () => {
      setAsking(false);
      void queries.invalidateQueries({ queryKey: [account] });
    },
  );
  const resync = useResync();
  if (!unlocks && !resyncs) return null;
  return (
    <section className="section" aria-labelledby="staff">
      <h2 id="staff">For specialists</h2>
      <div className="row">
        {unlocks && isLocked && <Button onPress={() => setAsking(true)}>Unlock the mapping</Button>}
        {resyncs && isLocked && (
          <Button busy={resync.isPending} onPress={() => resync.mutate()}>
            Full re-sync
          </Button>
        )}
      </div>
      <p className="soft small">A changed mapping shows after a full re-sync and the next reviewed import.</p>
      {resync.isSuccess && (
        <Notice tone="good" title="The re-sync has begun" spoken>
          It runs the initial sync again with the present mapping.
        </Notice>
      )}
      {resync.error && <Failure problem={resync.error} />}
      {asking && (
        <Dialog
          title="Unlock the mapping?"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>Cancel</Button>
              <Button variant="primary" busy={unlock.isPending} onPress={() => unlock.mutate()}>
                Unlock
              </Button>
            </>
          }
        >
          <p>The company’s administrators can then change it and must lock it again. The first plan of a new mapping is always reviewed.</p>
          {unlock.error && <Failure problem={unlock.error} />}
        </Dialog>
      )}
    </section>
  );
}
