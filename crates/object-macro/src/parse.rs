//! From tokens to a definition, with an error for each line that is wrong.

use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::BTreeSet;
use syn::{
    Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Meta, Path, Result, Token, braced, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// What may begin a line.
const LINE: &str =
    "expected a field, or a line that begins with `is`, `in`, `with`, `filter`, `order`, `unpublished` or `formerly`";
/// What may follow the name of a field.
const FIELD: &str = "expected `;` for a column, `from column` for one of another name, `= |columns| …` for a function of columns, `as Type in prefix` for a value in several columns, or `->` for a relation";
/// What may follow `->`.
const RELATION: &str = "expected `Type by column`, `any interface in prefix` or `[Type]`";
/// What may follow `-> [Type]`.
const LIST: &str = "expected `by table.column`, `through table(parent, child)` or `where condition`";

/// An object type, over each of some tables.
pub struct Definition {
    /// Module that has what the expansion names.
    pub support: Path,
    /// The `///` lines of the type.
    pub docs: Vec<Attribute>,
    pub about: LitStr,
    /// A Rust type for each table; the first has the name that is published.
    pub published: Vec<Published>,
    pub lines: Vec<Line>,
}

/// The Rust type that stands for the object type over one table, and the module of its entity.
pub struct Published {
    pub name: Ident,
    pub entity: Ident,
}

/// One line.
pub enum Line {
    Is(Ident),
    In(Ident),
    With(Path),
    Filter(Path),
    Order { name: Ident, about: LitStr, column: Ident },
    Unpublished(Vec<Ident>),
    Formerly { former: Ident, column: Option<Ident> },
    Field { name: Ident, about: LitStr, value: Value },
}

/// Where the value of a field comes from.
pub enum Value {
    Column { of: Option<Ident> },
    Function { columns: Vec<Ident>, body: TokenStream },
    Embedded { ty: Ident, prefix: Ident },
    One { target: Path, may_be_another: bool, column: Ident },
    Any { interface: Ident, prefix: Ident },
    By { target: Path, table: Ident, column: Ident },
    Through { target: Path, table: Ident, parent: Ident, child: Ident, copies: Vec<DenormalizedColumn> },
    Where { target: Path, condition: Path },
}

/// A column of a join table, and the column of the listed row that it copies.
pub struct DenormalizedColumn {
    pub column: Ident,
    pub of: Ident,
}

impl Parse for Definition {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let support = input.call(Path::parse_mod_style)?;
        input.parse::<Token![;]>()?;
        let docs = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        let published = Punctuated::<Published, Token![,]>::parse_separated_nonempty(input)?;
        let about = about(&docs)?.ok_or_else(|| undescribed(&published[0].name))?;
        let body;
        braced!(body in input);
        let lines = lines(&body)?;
        Ok(Self { support, docs, about, published: published.into_iter().collect(), lines })
    }
}

impl Parse for Published {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok(Self { name, entity: input.parse()? })
    }
}

/// All lines, or the errors of all that are wrong.
fn lines(body: ParseStream<'_>) -> Result<Vec<Line>> {
    let (mut lines, mut wrong) = (Vec::new(), None::<Error>);
    let mut note = |error: Error| match &mut wrong {
        Some(errors) => errors.combine(error),
        none => *none = Some(error),
    };
    while !body.is_empty() {
        match line(body) {
            Ok(line) => lines.push(line),
            Err(error) => {
                note(error);
                skip_line(body)?;
            }
        }
    }
    for error in repeated(&lines) {
        note(error);
    }
    wrong.map_or(Ok(lines), Err)
}

/// Goes on after the next `;`.
fn skip_line(body: ParseStream<'_>) -> Result<()> {
    while !body.is_empty() {
        if body.peek(Token![;]) {
            return body.parse::<Token![;]>().map(drop);
        }
        body.parse::<TokenTree>()?;
    }
    Ok(())
}

/// An error for each field, order and filter that stood there before.
fn repeated(lines: &[Line]) -> Vec<Error> {
    let mut known = BTreeSet::new();
    let mut errors = Vec::new();
    for line in lines {
        let (what, span) = match line {
            Line::Field { name, .. } => (format!("field `{name}`"), name.span()),
            Line::Order { name, .. } => (format!("order `{name}`"), name.span()),
            Line::Filter(filter) => ("filter".to_owned(), span_of(filter)),
            Line::Is(shape) => (format!("line `is {shape}`"), shape.span()),
            Line::In(interface) => (format!("line `in {interface}`"), interface.span()),
            Line::Formerly { former, .. } => (format!("former column `{former}`"), former.span()),
            Line::With(_) | Line::Unpublished(_) => continue,
        };
        let message = format!("the {what} stands above already");
        if !known.insert(what) {
            errors.push(Error::new(span, message));
        }
    }
    errors
}

fn span_of(path: &Path) -> Span {
    path.segments.first().map_or_else(Span::call_site, |segment| segment.ident.span())
}

fn line(body: ParseStream<'_>) -> Result<Line> {
    let docs = body.call(Attribute::parse_outer)?;
    let about = about(&docs)?;
    let line = if body.peek(Token![in]) {
        body.parse::<Token![in]>()?;
        Line::In(body.parse()?)
    } else {
        let name: Ident = body.parse().map_err(|error| Error::new(error.span(), LINE))?;
        // A column may have one of these names; it is followed by no name.
        let is_setting = body.peek(Ident);
        match name.to_string().as_str() {
            "is" if is_setting => Line::Is(body.parse()?),
            "with" if is_setting => Line::With(body.call(Path::parse_mod_style)?),
            "filter" if is_setting => Line::Filter(body.call(Path::parse_mod_style)?),
            "unpublished" if is_setting => Line::Unpublished(columns(body)?),
            "formerly" if is_setting => {
                let former = body.parse()?;
                let is_renamed = body.parse::<Option<Token![as]>>()?.is_some();
                Line::Formerly { former, column: if is_renamed { Some(body.parse()?) } else { None } }
            }
            "order" if is_setting => {
                let order: Ident = body.parse()?;
                word(body, "by")?;
                let about = about.clone().ok_or_else(|| undescribed(&order))?;
                Line::Order { name: order, about, column: body.parse()? }
            }
            _ => {
                let value = value(body)?;
                let about = about.clone().ok_or_else(|| undescribed(&name))?;
                Line::Field { name, about, value }
            }
        }
    };
    end(body)?;
    match (&line, docs.first()) {
        (Line::Order { .. } | Line::Field { .. }, _) | (_, None) => Ok(line),
        (_, Some(doc)) => Err(Error::new_spanned(doc, "this line publishes no text of its own: use `//`")),
    }
}

/// The `;` that ends a line.
fn end(body: ParseStream<'_>) -> Result<()> {
    body.parse::<Token![;]>().map(drop).map_err(|error| Error::new(error.span(), "expected `;` at the end of the line"))
}

/// What follows the name of a field, up to its `;`.
fn value(body: ParseStream<'_>) -> Result<Value> {
    if body.peek(Token![;]) {
        Ok(Value::Column { of: None })
    } else if body.peek(Ident::peek_any) && !body.peek(Token![as]) {
        word(body, "from").map_err(|error| Error::new(error.span(), FIELD))?;
        Ok(Value::Column { of: Some(body.parse()?) })
    } else if body.peek(Token![=]) {
        function(body)
    } else if body.peek(Token![as]) {
        body.parse::<Token![as]>()?;
        let ty = body.parse()?;
        body.parse::<Token![in]>()?;
        Ok(Value::Embedded { ty, prefix: body.parse()? })
    } else if body.peek(Token![->]) {
        body.parse::<Token![->]>()?;
        relation(body)
    } else {
        Err(body.error(FIELD))
    }
}

/// Columns with commas between, up to the `;`.
fn columns(body: ParseStream<'_>) -> Result<Vec<Ident>> {
    let mut columns = vec![body.parse()?];
    while !body.peek(Token![;]) {
        body.parse::<Token![,]>()?;
        columns.push(body.parse()?);
    }
    Ok(columns)
}

fn function(body: ParseStream<'_>) -> Result<Value> {
    body.parse::<Token![=]>()?;
    body.parse::<Token![|]>()?;
    let mut columns = Vec::new();
    while !body.peek(Token![|]) {
        columns.push(body.parse()?);
        if !body.peek(Token![|]) {
            body.parse::<Token![,]>()?;
        }
    }
    let after = body.parse::<Token![|]>()?;
    let mut function = TokenStream::new();
    while !body.is_empty() && !body.peek(Token![;]) {
        function.extend([body.parse::<TokenTree>()?]);
    }
    if function.is_empty() || columns.is_empty() {
        return Err(Error::new(after.span, "expected `|columns| expression`, with at least one column"));
    }
    Ok(Value::Function { columns, body: function })
}

fn relation(body: ParseStream<'_>) -> Result<Value> {
    if body.peek(syn::token::Bracket) {
        let inner;
        bracketed!(inner in body);
        let target = inner.call(Path::parse_mod_style)?;
        return if inner.is_empty() { list(body, target) } else { Err(inner.error("expected one type")) };
    }
    if !body.peek(Ident::peek_any) {
        return Err(body.error(RELATION));
    }
    let target = body.call(Path::parse_mod_style)?;
    if target.is_ident("any") {
        let interface = body.parse()?;
        body.parse::<Token![in]>()?;
        return Ok(Value::Any { interface, prefix: body.parse()? });
    }
    let may_be_another = body.parse::<Option<Token![?]>>()?.is_some();
    word(body, "by")?;
    Ok(Value::One { target, may_be_another, column: body.parse()? })
}

fn list(body: ParseStream<'_>, target: Path) -> Result<Value> {
    if body.peek(Token![where]) {
        body.parse::<Token![where]>()?;
        return Ok(Value::Where { target, condition: body.call(Path::parse_mod_style)? });
    }
    let how: Ident = body.parse().map_err(|error| Error::new(error.span(), LIST))?;
    match how.to_string().as_str() {
        "by" => {
            let table = body.parse()?;
            body.parse::<Token![.]>()?;
            Ok(Value::By { target, table, column: body.parse()? })
        }
        "through" => {
            let table = body.parse()?;
            let columns;
            parenthesized!(columns in body);
            let parent = columns.parse()?;
            columns.parse::<Token![,]>()?;
            let child = columns.parse()?;
            if !columns.is_empty() {
                return Err(columns.error("expected two columns: the parent's key and that of the listed row"));
            }
            Ok(Value::Through { target, table, parent, child, copies: copies(body)? })
        }
        _ => Err(Error::new(how.span(), LIST)),
    }
}

fn copies(body: ParseStream<'_>) -> Result<Vec<DenormalizedColumn>> {
    let mut copies = Vec::new();
    if body.peek(Token![;]) {
        return Ok(copies);
    }
    word(body, "denormalized")?;
    loop {
        let column = body.parse()?;
        body.parse::<Token![as]>()?;
        copies.push(DenormalizedColumn { column, of: body.parse()? });
        if body.peek(Token![;]) {
            return Ok(copies);
        }
        body.parse::<Token![,]>()?;
    }
}

/// A word that is no keyword of Rust.
fn word(body: ParseStream<'_>, expected: &str) -> Result<()> {
    let wrong = |span| Error::new(span, format!("expected `{expected}`"));
    let found: Ident = body.parse().map_err(|error: Error| wrong(error.span()))?;
    if found == expected { Ok(()) } else { Err(wrong(found.span())) }
}

fn undescribed(name: &Ident) -> Error {
    Error::new(name.span(), format!("`{name}` has no description: write a `///` line above it"))
}

/// The text of `///` lines; none where there is none. Other attributes are refused.
fn about(docs: &[Attribute]) -> Result<Option<LitStr>> {
    let mut text = String::new();
    for doc in docs {
        match &doc.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => text.push_str(&line.value()),
                other => return Err(Error::new_spanned(other, "expected a text")),
            },
            _ => return Err(Error::new_spanned(doc, "expected `///` lines only")),
        }
    }
    Ok(docs.first().map(|doc| LitStr::new(text.trim(), doc.pound_token.span)))
}
