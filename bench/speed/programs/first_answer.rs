//! Starts a server and says how long its first answer took, as one line of JSON.
//!
//! `first_answer BODY_FILE PROGRAM [ARGUMENT…]`: the program has to print `Listening on http://ADDRESS` once it
//! listens. That line is waited for without asking over and over, which would take processor time from the start
//! that is measured; the request is sent at once then.
use anyhow::{Context as _, bail};
use std::{
    env, fs,
    io::{BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long an answer may take; a longer wait ends the program.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A server that ends with this value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> anyhow::Result<()> {
    let mut args = env::args_os().skip(1);
    let usage = "usage: first_answer BODY_FILE PROGRAM [ARGUMENT…]";
    let body = fs::read(args.next().context(usage)?).context("cannot read the body")?;
    let mut command = Command::new(args.next().context(usage)?);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let started = Instant::now();
    let mut server = Server(command.spawn().context("cannot start the program")?);
    // Kept open to the end: the server may have more to say.
    let mut output = BufReader::new(server.0.stdout.take().context("no output")?);
    let address = address(&mut output)?;
    let listening = started.elapsed();
    let answer = ask(&address, &body)?;
    let answered = started.elapsed();
    let split = answer.windows(4).position(|part| part == b"\r\n\r\n").context("no answer")?;
    let (head, content) = answer.split_at(split + 4);
    if !head.starts_with(b"HTTP/1.1 200") || !content.starts_with(b"{\"data\":{") || !content.ends_with(b"}}") {
        bail!("not the answer: {}", String::from_utf8_lossy(&answer[..answer.len().min(500)]));
    }
    let [listening, answered] = [listening, answered].map(|time| time.as_secs_f64() * 1_000.0);
    println!("{{\"listening\":{listening},\"answered\":{answered},\"bytes\":{}}}", content.len());
    Ok(())
}

/// Reads on until the server says where it listens.
fn address(output: impl std::io::BufRead) -> anyhow::Result<String> {
    for line in output.lines() {
        if let Some((_, address)) = line?.split_once("Listening on http://") {
            return Ok(address.to_owned());
        }
    }
    bail!("the program ended before it listened")
}

/// Sends the request and reads all that comes.
fn ask(address: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(TIMEOUT))?;
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    connection.write_all(&[head.as_bytes(), body].concat())?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    Ok(answer)
}
