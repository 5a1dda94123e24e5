//! The lists in `data/coverage/`, which stand for the texts of the sources.

use super::entries::Entry;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What a list tells of one sentence.
#[derive(Default)]
pub struct Sentence {
    /// Slugs of states, places and persons that it prints.
    pub names: BTreeSet<String>,
    /// Years, months and days that it prints, as in `2005`, `--08`, `---26`.
    pub dates: BTreeSet<String>,
}

/// Data files and the lists beside them.
pub struct Register {
    /// The entries of the data files.
    pub entries: Vec<Entry>,
    /// Sentences by source, section, paragraph and sentence, as in `cis-page block-6 2.1`.
    pub sentences: BTreeMap<String, Sentence>,
    /// A reason, and the sentence, entry or source that it is about.
    pub reasons: BTreeSet<(String, String)>,
    /// Hashes of the runs of words of all sources.
    pub runs: BTreeSet<String>,
    /// Years that `data/README.md` gives to a block, as in `block-6` and `2003`.
    pub years: BTreeSet<(String, String)>,
    /// What is written for people: comments and `README.md`, with the name of the file.
    pub prose: Vec<(String, String)>,
}

impl Register {
    /// The demonstration register.
    pub fn demonstration() -> Self {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let mut register = Self::of(&[]);
        let mut files = Vec::new();
        walk(&data, &mut files);
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            let file = path.strip_prefix(&data).unwrap().display().to_string();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("toml") => register.read_entries(&file, &text),
                Some("tsv") => register.read_sentences(path.file_stem().unwrap().to_str().unwrap(), &text),
                Some("md") => {
                    register.read_years(&text);
                    register.prose.push((file, text));
                }
                _ if file.ends_with("runs.txt") => register.runs = text.lines().map(str::to_owned).collect(),
                _ if file.ends_with("reasons.txt") => {
                    register.read_reasons(&text);
                    register.read_comments(&file, &text);
                }
                _ => panic!("{file} is none of the files of a register"),
            }
        }
        register
    }

    /// A register of these data files, without lists.
    pub fn of(files: &[&str]) -> Self {
        let mut register = Self {
            entries: Vec::new(),
            sentences: BTreeMap::new(),
            reasons: BTreeSet::new(),
            runs: BTreeSet::new(),
            years: BTreeSet::new(),
            prose: Vec::new(),
        };
        for text in files {
            register.read_entries("test.toml", text);
        }
        register
    }

    fn read_entries(&mut self, file: &str, text: &str) {
        self.entries.extend(Entry::all(file, text));
        self.read_comments(file, text);
    }

    /// Reads a list of sentences: section, paragraph, sentence, words, hash, names, dates.
    pub fn read_sentences(&mut self, source: &str, text: &str) {
        for row in text.lines().skip(1) {
            let cells: Vec<_> = row.split('\t').collect();
            let [section, paragraph, sentence, _, _, names, dates] = cells[..] else { panic!("{source}: {row}") };
            let all = |cell: &str| cell.split(' ').filter(|part| *part != "-").map(str::to_owned).collect();
            let told = Sentence { names: all(names), dates: all(dates) };
            let before = self.sentences.insert(format!("{source} {section} {paragraph}.{sentence}"), told);
            assert!(before.is_none(), "{source}: {row} stands twice");
        }
    }

    /// Reads reasons: the reason, then what it is about.
    pub fn read_reasons(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (reason, about) = line.split_once(' ').unwrap_or((line, ""));
            self.reasons.insert((reason.to_owned(), about.trim().to_owned()));
        }
    }

    /// Reads the table of blocks: a block, then the year or years.
    pub fn read_years(&mut self, text: &str) {
        for row in text.lines().filter_map(|line| line.strip_prefix("| `block-")) {
            let (number, rest) = row.split_once('`').unwrap();
            let year = rest.split('|').nth(1).unwrap();
            let years = year.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
            self.years.extend(years.map(|year| (format!("block-{number}"), year.to_owned())));
        }
    }

    fn read_comments(&mut self, file: &str, text: &str) {
        let comments = text.lines().filter_map(|line| line.strip_prefix('#')).collect::<Vec<_>>().join("\n");
        self.prose.push((file.to_owned(), comments));
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut below: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    below.sort();
    for path in below {
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}
