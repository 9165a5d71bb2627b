//! PDFs to test with, written by hand: what is in them is seen at a glance.

/// A stream: entries of its dictionary, and its bytes.
#[must_use]
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>stream\n", bytes.len()).into_bytes();
    object.extend_from_slice(bytes);
    object.extend_from_slice(b"\nendstream");
    object
}

/// A PDF of A4 pages: what draws each, the resources that they share, and further objects, numbered from 10.
#[must_use]
pub fn pdf(pages: &[&str], resources: &str, further: &[Vec<u8>]) -> Vec<u8> {
    let first = 10 + further.len();
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", first + 2 * at)).collect();
    let tree = format!("<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 595 842]>>", pages.len());
    let mut objects = vec![
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, tree.into_bytes()),
        (3, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec()),
    ];
    objects.extend((10..).zip(further.iter().cloned()));
    for (at, drawing) in pages.iter().enumerate() {
        let id = first + 2 * at;
        let page = format!(
            "<</Type/Page/Parent 2 0 R/Contents {} 0 R/Resources<</Font<</F 3 0 R>>{resources}>>>>",
            id + 1
        );
        objects.push((id, page.into_bytes()));
        objects.push((id + 1, stream("", drawing.as_bytes())));
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (id, object) in objects {
        table += &format!("{id} 1\n{:010} 00000 n \n", file.len());
        file.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        file.extend_from_slice(&object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let end = file.len();
    let size = first + 2 * pages.len();
    let trailer =
        format!("xref\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{end}\n%%EOF\n");
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// A PDF with a large word on every page.
#[must_use]
pub fn words(words: &[&str]) -> Vec<u8> {
    let draw = |word: &&str| format!("BT /F 90 Tf 60 {} Td ({word}) Tj ET", 100 + word.len() * 60);
    let pages: Vec<String> = words.iter().map(draw).collect();
    pdf(&pages.iter().map(String::as_str).collect::<Vec<_>>(), "", &[])
}
