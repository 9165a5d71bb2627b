//! The balanced tree of pages, grown while pages are written and their number is not yet known.

use pdf_writer::{Chunk, Ref};

/// Pages or branches under one branch.
const WIDTH: usize = 64;

/// One open branch a level, from those that hold pages up to the root.
#[derive(Default)]
pub(crate) struct Tree {
    levels: Vec<Branch>,
}

/// A branch; it has a number as soon as something hangs from it.
#[derive(Default)]
struct Branch {
    id: Option<Ref>,
    kids: Vec<Ref>,
    pages: i32,
}

impl Branch {
    fn write(&self, id: Ref, parent: Option<Ref>, chunk: &mut Chunk) {
        let mut node = chunk.pages(id);
        if let Some(parent) = parent {
            node.parent(parent);
        }
        node.kids(self.kids.iter().copied()).count(self.pages);
    }
}

impl Tree {
    /// The branch that the next page hangs from.
    pub(crate) fn parent(&mut self, next: impl FnOnce() -> Ref) -> Ref {
        self.branch(0, next)
    }

    fn branch(&mut self, level: usize, next: impl FnOnce() -> Ref) -> Ref {
        if level == self.levels.len() {
            self.levels.push(Branch::default());
        }
        *self.levels[level].id.get_or_insert_with(next)
    }

    /// Hangs a page on its branch; every branch that is full then goes through `write`.
    pub(crate) fn grow(
        &mut self,
        page: Ref,
        mut next: impl FnMut() -> Ref,
        mut write: impl FnMut(Ref, &dyn Fn(&mut Chunk)),
    ) {
        let (mut kid, mut pages) = (page, 1);
        for level in 0.. {
            let id = self.branch(level, &mut next);
            let branch = &mut self.levels[level];
            branch.kids.push(kid);
            branch.pages += pages;
            if branch.kids.len() < WIDTH {
                return;
            }
            let full = std::mem::take(branch);
            let parent = self.branch(level + 1, &mut next);
            write(id, &|chunk| full.write(id, Some(parent), chunk));
            (kid, pages) = (id, full.pages);
        }
    }

    /// Writes what is open and answers the root.
    pub(crate) fn close(
        mut self,
        mut next: impl FnMut() -> Ref,
        mut write: impl FnMut(Ref, &dyn Fn(&mut Chunk)),
    ) -> Ref {
        let top = self.levels.len().saturating_sub(1);
        let mut below: Option<(Ref, i32)> = None;
        for level in 0..=top {
            // An empty branch below others is not written; the root is, even of no pages.
            let used = self.levels.get(level).is_some_and(|branch| branch.id.is_some());
            if !used && below.is_none() && level < top {
                continue;
            }
            let id = self.branch(level, &mut next);
            let parent = (level < top).then(|| self.branch(level + 1, &mut next));
            let branch = &mut self.levels[level];
            if let Some((kid, pages)) = below {
                branch.kids.push(kid);
                branch.pages += pages;
            }
            write(id, &|chunk| branch.write(id, parent, chunk));
            below = Some((id, branch.pages));
        }
        self.branch(top, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grows a tree of so many pages; answers the branches in the order they were written.
    fn grown(pages: i32) -> (Ref, Vec<(Ref, String)>) {
        let mut last = 1_000_000;
        let mut next = || {
            last += 1;
            Ref::new(last)
        };
        let mut written = Vec::new();
        let mut keep = |id: Ref, write: &dyn Fn(&mut Chunk)| {
            let mut chunk = Chunk::new();
            write(&mut chunk);
            written.push((id, String::from_utf8(chunk.as_bytes().to_vec()).unwrap()));
        };
        let mut tree = Tree::default();
        for page in 1..=pages {
            tree.parent(&mut next);
            tree.grow(Ref::new(page), &mut next, &mut keep);
        }
        let root = tree.close(&mut next, &mut keep);
        (root, written)
    }

    #[test]
    fn every_page_hangs_from_the_root() {
        for pages in [0, 1, 63, 64, 65, 4095, 4096, 4097, 9000] {
            let (root, written) = grown(pages);
            let (_, top) = written.iter().find(|(id, _)| *id == root).unwrap();
            assert!(top.contains(&format!("/Count {pages}")), "{pages}: {top}");
            assert!(!top.contains("/Parent"));
            let kids = written.iter().filter(|(_, text)| text.contains("/Parent")).count();
            assert_eq!(kids, written.len() - 1, "one root");
            for page in [1, pages / 2, pages].into_iter().filter(|page| (1..=pages).contains(page))
            {
                let holds = |text: &str| {
                    text.contains(&format!("[{page} 0 R")) || text.contains(&format!(" {page} 0 R"))
                };
                assert_eq!(
                    written.iter().filter(|(_, text)| holds(text)).count(),
                    1,
                    "{page} of {pages}"
                );
            }
        }
    }
}
