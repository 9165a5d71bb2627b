//! The one envelope of change: begin as the only writer, work, journal row, commit.

use chrono::NaiveDateTime;
use qabul_core::journal::{Anchor, Head};
use qabul_core::staff::MayDo;
use qabul_store::{AnchorWhy, NewAnchor, OpenAct, Store, Tx};

use crate::desk::{Desk, Done};
use crate::failure::Failure;
use crate::key;

impl Desk {
    /// The envelope of change on the open registry's own connection.
    pub(crate) fn change<T>(
        &self,
        may: &MayDo,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<T, Failure> {
        self.with_store(|store| self.change_in(store, may, work))
    }

    /// The one envelope of change, for who may: begin as the only writer, work, journal row, commit.
    /// Whatever fails on the way leaves nothing of it.
    pub(crate) fn change_in<T>(
        &self,
        store: &mut Store,
        may: &MayDo,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<T, Failure> {
        store.change(may, |tx| self.act(tx, may, work))
    }

    /// The envelope for what was done a moment ago; `patiently` gives way to another writer at once.
    pub(crate) fn change_at<T>(
        &self,
        may: &MayDo,
        at: NaiveDateTime,
        patiently: bool,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<T, Failure> {
        let inside = |tx: &Tx<'_>| Ok(self.act_at(tx, may, at, work)?.0);
        self.with_store(|store| {
            if patiently { store.change_if_free(may, inside) } else { store.change(may, inside) }
        })
    }

    /// The envelope of change for an act whose head is anchored: signed where the key is at hand, and
    /// given out as a short code to be printed.
    pub(crate) fn change_anchored<T>(
        &self,
        store: &mut Store,
        (may, why): (&MayDo, AnchorWhy),
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<(T, Anchor), Failure> {
        store.change(may, |tx| {
            let at = self.host().now();
            let (answer, head) = self.act_at(tx, may, at, work)?;
            let signed = key::of_here(self, tx).ok().map(|key| key::signed(&key, &head));
            tx.add_anchor(&NewAnchor { head, why, signed, at })?;
            Ok((answer, Anchor::of(&head)))
        })
    }

    /// The envelope of an anchored change on the open registry's own connection.
    pub(crate) fn anchored<T>(
        &self,
        may: &MayDo,
        why: AnchorWhy,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<(T, Anchor), Failure> {
        self.with_store(|store| self.change_anchored(store, (may, why), work))
    }

    /// The inside of the envelope: work and its journal row, in a transaction that is open.
    pub(crate) fn act<T>(
        &self,
        tx: &Tx<'_>,
        may: &MayDo,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<T, Failure> {
        Ok(self.act_at(tx, may, self.host().now(), work)?.0)
    }

    fn act_at<T>(
        &self,
        tx: &Tx<'_>,
        may: &MayDo,
        at: NaiveDateTime,
        work: impl FnOnce(&Tx<'_>, &mut OpenAct<'_>) -> Result<Done<T>, Failure>,
    ) -> Result<(T, Head), Failure> {
        let mut act = tx.begin_act(may, self.station(), at)?;
        let Done { answer, facts } = work(tx, &mut act)?;
        Ok((answer, act.end(at, &facts.to_string())?))
    }
}
