use super::*;

fn parsed(text: &str) -> Address {
    Address::parse(text).unwrap_or_else(|error| panic!("{text}: {error:#}"))
}

fn refusal(text: &str) -> String {
    format!("{:#}", Address::parse(text).err().unwrap_or_else(|| panic!("{text} is taken")))
}

fn name(name: &str) -> Host {
    Host::Name(name.to_owned(), None)
}

#[test]
fn the_parts_of_an_address_are_read() {
    let address = parsed("postgresql://m%65:p%40ss@db.example:5433/my%20register");
    assert_eq!((address.host(), address.port()), (&name("db.example"), 5433));
    assert_eq!((address.user(), address.database(), address.password()), ("me", "my register", Some("p@ss")));
}

#[test]
fn what_is_left_out_is_usual() {
    let address = parsed("postgres://me@");
    assert_eq!((address.host(), address.port(), address.database()), (&name("localhost"), 5432, "me"));
    assert_eq!(address.config.get_ssl_mode(), SslMode::Prefer);
}

#[test]
fn a_parameter_stands_in_for_what_comes_before_it() {
    let address = parsed("postgres://a:b@c:1/d?user=me&password=x%26y&host=db.example&port=5433&dbname=register");
    assert_eq!((address.host(), address.port()), (&name("db.example"), 5433));
    assert_eq!((address.user(), address.database(), address.password()), ("me", "register", Some("x&y")));
}

#[test]
fn a_folder_is_a_socket_in_either_place() {
    for text in ["postgres://me@localhost:5433/r?host=%2Fvar%2Frun", "postgres://me@%2Fvar%2Frun:5433/r"] {
        let address = parsed(text);
        assert_eq!((address.host(), address.port()), (&Host::Folder("/var/run".into()), 5433), "{text}");
    }
}

#[test]
fn a_socket_has_no_tls_whatever_the_address_says() {
    let address = parsed("postgres://me@/r?host=/var/run&sslmode=verify-full&sslrootcert=/none");
    assert_eq!(address.config.get_ssl_mode(), SslMode::Disable);
}

#[test]
fn hosts_may_be_numbers() {
    assert_eq!(parsed("postgres://me@[::1]:5433/r").host(), &name("::1"));
    let address = parsed("postgres://me@db.example/r?hostaddr=10.0.0.7");
    assert_eq!(address.host(), &Host::Name("db.example".to_owned(), Some([10, 0, 0, 7].into())));
}

#[test]
fn a_dead_connection_is_found_soon_unless_the_address_says_otherwise() {
    let config = parsed("postgres://me@db.example/r").config;
    let probing = config.get_keepalives_interval().zip(config.get_keepalives_retries());
    let found = probing.map(|(every, often)| config.get_keepalives_idle() + every * often);
    assert_eq!((config.get_keepalives(), found), (true, Some(Duration::from_secs(45))));
    let text = "postgres://me@db.example/r?keepalives_idle=7&keepalives_interval=2&keepalives_count=4&tcp_user_timeout=9000&connect_timeout=3";
    let config = parsed(text).config;
    assert_eq!(config.get_keepalives_idle(), Duration::from_secs(7));
    assert_eq!(config.get_keepalives_interval(), Some(Duration::from_secs(2)));
    assert_eq!(config.get_keepalives_retries(), Some(4));
    assert_eq!(config.get_tcp_user_timeout(), Some(&Duration::from_secs(9)));
    assert_eq!(config.get_connect_timeout(), Some(&Duration::from_secs(3)));
    assert!(!parsed("postgres://me@db.example/r?keepalives=0").config.get_keepalives());
}

#[test]
fn a_session_has_the_settings_of_the_address_and_ours_after_them() {
    let options = "-c%20search_path%3Da%5C%20b%20--lock-timeout%3D3";
    let address = parsed(&format!("postgres://me@db.example/r?options={options}")).with("jit", "off");
    let settings = [("search_path", "a b"), ("lock_timeout", "3"), ("jit", "off")];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(address.settings(), settings);
    assert_eq!(written(address.settings()), r"-c search_path=a\ b -c lock_timeout=3 -c jit=off");
}

#[test]
fn the_address_names_its_connections_where_it_does() {
    assert_eq!(parsed("postgres://me@h/r").with_application("ours").application(), Some("ours"));
    assert_eq!(
        parsed("postgres://me@h/r?application_name=theirs").with_application("ours").application(),
        Some("theirs")
    );
}

#[test]
fn what_cannot_be_done_is_said() {
    for (query, said) in [
        ("pasword=x", "the parameter `pasword` of the database's address is not known; known are `application_name`"),
        (
            "sslmode=allow",
            "`sslmode` of the database's address can be `disable`, `prefer`, `require`, `verify-ca`, `verify-full`",
        ),
        ("sslmode=verify-full", "needs `sslrootcert`"),
        ("sslmode=require&sslrootcert=system", "`sslrootcert=system` needs `sslmode=verify-full`"),
        ("sslrootcert=/ca.pem", "set `sslmode=verify-full`"),
        ("sslmode=verify-ca&sslrootcert=/no/such/file", "the file of `sslrootcert`"),
        ("sslmode=require&sslcert=/a", "need each other"),
        ("channel_binding=require", "can be `disable`, `prefer`"),
        ("target_session_attrs=standby", "can be `any`, `read-write`"),
        ("keepalives_idle=never", "is no number of seconds"),
        ("port=70000", "is no number of a port"),
        ("host=a,b", "several hosts"),
        ("options=-B%209", "not written `-c name=value`"),
        ("user=a&user=b", "stands twice"),
        ("user", "has no value"),
    ] {
        let told = refusal(&format!("postgres://me@db.example/r?{query}"));
        assert!(told.contains(said), "{query}: {told}");
    }
    assert!(refusal("postgres://me@a,b/r").contains("several hosts"));
    for text in ["mysql://localhost/a", "register", "host=localhost user=me", "postgres//me@localhost/r"] {
        assert!(refusal(text).contains("begins with `postgres://`"), "{text}");
    }
}

#[test]
fn no_value_is_told() {
    for text in [
        "postgres//joe:s3cret@localhost/register",
        "postgres://joe:s3cret@localhost:99999/register",
        "postgres://joe:s3cret%FF@localhost/register",
        "postgres://joe:s3cret@[::1/register",
        "postgres://joe@localhost/register?port=s3cret",
        "postgres://joe@localhost/register?sslmode=s3cret",
        "postgres://joe@localhost/register?password=s3cret%FF",
        "postgres://joe@localhost/register?password=s3cret&password=s3cret",
        "postgres://joe@localhost/register?options=s3cret",
    ] {
        let told = refusal(text);
        assert!(!told.contains("s3cret"), "{told}");
    }
    let address = parsed("postgres://joe:s3cret@localhost/register");
    assert!(!format!("{address:?}").contains("s3cret"));
}
