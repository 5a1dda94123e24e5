//! `docs/first-organization.md`, done as a reader does it: every file is written, every command is run, every question
//! is asked, and what comes is compared with what the page says.
//!
//! The first word after the language says what a block is:
//!
//! | block | is |
//! | --- | --- |
//! | `toml PATH` | a file |
//! | `toml replace:PATH` | the new first entry of that file |
//! | `sh` | commands, which have to succeed; a block `text` after it is what they print, `…` standing for any lines |
//! | `sh server` | a command that serves; the server before it is stopped |
//! | `sh stopped` | commands, once the server is stopped |
//! | `sh setup` | how the reader finds the program, which the test does in its own way |
//! | `graphql` | a question; the block `json` after it is the answer |
//! | `nginx`, `ini` | files for other programs; not tried here |

use crate::{environment, postgres};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

const PAGE: &str = include_str!("../../docs/first-organization.md");

/// One fenced block: its language, the word after it, its text, and the line where it begins.
struct Block {
    language: &'static str,
    role: &'static str,
    text: String,
    line: usize,
}

fn blocks() -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, line) in PAGE.lines().enumerate() {
        if let Some(head) = line.strip_prefix("```") {
            is_open = !is_open;
            if is_open {
                let (language, role) = head.split_once(' ').unwrap_or((head, ""));
                found.push(Block { language, role, text: String::new(), line: number + 1 });
            }
        } else if is_open {
            let text = &mut found.last_mut().unwrap().text;
            text.push_str(line);
            text.push('\n');
        }
    }
    assert!(!is_open, "a block that does not end");
    found
}

/// A reader: a folder, the environment of the shell, and the server that was started last.
struct Reader {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
    server: Option<(Child, String)>,
}

impl Reader {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // As root, PostgreSQL runs under another account, which passes through.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let program = Path::new(env!("CARGO_BIN_EXE_depositary"));
        let tools = postgres::installed("BINDIR").await;
        let inherited = std::env::var_os("PATH").unwrap();
        let path = [program.parent().unwrap(), &tools].map(Path::to_owned).into_iter();
        let path = std::env::join_paths(path.chain(std::env::split_paths(&inherited))).unwrap();
        let cluster = postgres::cluster().await;
        let environment = vec![
            ("PATH", path.into_string().unwrap()),
            ("DEPOSITARY_LISTEN", "127.0.0.1:0".to_owned()),
            ("PG_BIN_DIR", tools.display().to_string()),
            ("REGISTER", cluster.url(&postgres::blank().await)),
            ("RESTORED", cluster.url(&postgres::blank().await)),
        ];
        Self { folder, environment, server: None }
    }

    /// A shell that runs commands of the page. The page says 15; the PostgreSQL of this run may be another.
    fn shell(&self, text: &str, major: u32) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-euc", &text.replace("postgresql-15", &format!("postgresql-{major}"))]);
        shell.current_dir(self.folder.path()).stdin(Stdio::null());
        for name in environment::variables() {
            shell.env_remove(name);
        }
        shell.envs(self.environment.iter().map(|(name, value)| (name, value)));
        shell
    }

    /// Starts a server and waits for its address.
    fn serve(&mut self, block: &Block, major: u32) {
        self.stop();
        // `exec`, so that what is stopped later is the server and not a shell.
        let mut shell = self.shell(&format!("exec {}", block.text.trim()), major);
        let mut server = shell.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find_map(|line| Some(line.strip_prefix("Listening on ")?.to_owned()));
        let address = address.unwrap_or_else(|| panic!("line {}: the server does not listen", block.line));
        self.server = Some((server, address));
    }

    /// Stops the server as a service manager does, and waits until its PostgreSQL has stopped too.
    fn stop(&mut self) {
        if let Some((mut server, _)) = self.server.take() {
            let asked = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
            assert!(asked.success() && server.wait().unwrap().success(), "the server stops in an orderly way");
        }
    }

    async fn ask(&self, query: &str) -> Value {
        let (_, address) = self.server.as_ref().unwrap();
        let request = reqwest::Client::new().post(format!("{address}/graphql")).json(&json!({ "query": query }));
        request.send().await.unwrap().json().await.unwrap()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some((server, _)) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// Whether what was printed is what the page says.
fn says(page: &str, printed: &str) -> bool {
    page.strip_prefix("…\n").map_or(printed == page, |end| printed.ends_with(end))
}

#[actix_web::test]
async fn the_tutorial_is_true() {
    let mut reader = Reader::new().await;
    let major = postgres::cluster().await.major();
    let mut blocks = blocks().into_iter().peekable();
    let mut done = [0; 4];
    while let Some(block) = blocks.next() {
        let line = block.line;
        let follows = |language: &str, next: Option<&Block>| next.is_some_and(|next| next.language == language);
        match (block.language, block.role) {
            ("toml", role) => {
                let path = reader.folder.path().join(role.trim_start_matches("replace:"));
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                let mut text = block.text;
                if role.starts_with("replace:") {
                    let before = fs::read_to_string(&path).unwrap();
                    let (_, rest) = before.split_once("\n\n").unwrap();
                    text = format!("{text}\n{rest}");
                }
                fs::write(path, text).unwrap();
                done[0] += 1;
            }
            ("sh", "server") => {
                reader.serve(&block, major);
                done[1] += 1;
            }
            ("sh", "" | "stopped") => {
                if block.role == "stopped" {
                    reader.stop();
                }
                let output = reader.shell(&block.text, major).output().unwrap();
                let errors = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "line {line}: {errors}");
                if follows("text", blocks.peek()) {
                    let (page, printed) = (blocks.next().unwrap().text, String::from_utf8(output.stdout).unwrap());
                    assert!(says(&page, &printed), "line {line}: {printed}{errors}");
                }
                done[2] += 1;
            }
            ("graphql", "") => {
                assert!(follows("json", blocks.peek()), "line {line}: a question without its answer");
                let page: Value = serde_json::from_str(&blocks.next().unwrap().text).unwrap();
                // PostgreSQL tells the server of a new revision; until then, answers of the revision before are served.
                let mut answer = reader.ask(&block.text).await;
                for _ in 0..100 {
                    if answer == page {
                        break;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                    answer = reader.ask(&block.text).await;
                }
                assert_eq!(answer, page, "line {line}: {answer:#}");
                done[3] += 1;
            }
            ("sh", "setup") | ("nginx" | "ini", "") => {}
            (language, role) => panic!("line {line}: a block `{language} {role}`, which this test does not know"),
        }
    }
    reader.stop();
    assert_eq!(done, [2, 3, 7, 6], "files, servers, commands, questions");
}
