//! From a definition to plain calls, all of them of the module that the definition names.

use crate::parse::{Definition, DenormalizedColumn, Line, Published, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{LitStr, Path};

/// The Rust types of a definition, each with its table of fields.
pub fn expand(definition: &Definition) -> TokenStream {
    definition.published.iter().map(|published| published_as(definition, published)).collect()
}

fn published_as(definition: &Definition, published: &Published) -> TokenStream {
    let Definition { support, docs, about, lines, .. } = definition;
    let Published { name, entity } = published;
    let object_name = definition.published[0].name.to_string();
    let of = Of { support, name, entity };
    let lines = lines.iter().map(|line| of.line(line));
    quote_spanned! {place(name)=>
        #(#docs)*
        pub struct #name;

        impl #support::Described for #name {
            type Entity = #support::entity::#entity::Entity;

            fn object() -> &'static #support::Object {
                static OBJECT: ::std::sync::LazyLock<#support::Object> = ::std::sync::LazyLock::new(|| {
                    let mut object = #support::object_of::<#name>(#object_name, #about);
                    #(#lines)*
                    object
                });
                &OBJECT
            }
        }
    }
}

/// The place of a word, for errors; names are looked up where the macro is called.
fn place(word: &Ident) -> Span {
    word.span().resolved_at(Span::call_site())
}

/// The type over one table.
struct Of<'a> {
    support: &'a Path,
    name: &'a Ident,
    entity: &'a Ident,
}

impl Of<'_> {
    fn line(&self, line: &Line) -> TokenStream {
        let Self { support, name, .. } = self;
        match line {
            Line::Is(shape) => quote_spanned!(place(shape)=> #support::is::#shape::<#name>(&mut object);),
            Line::In(interface) => {
                quote_spanned!(place(interface)=> object.implements_too(#support::interface::#interface);)
            }
            Line::With(share) => quote!(#share(&mut object);),
            Line::Filter(filter) => quote!(object.restrict(#support::filter::<#filter>());),
            Line::Order { name, about, column } => {
                let name_of = name.to_string();
                let (at, probe) = (self.column(column), self.probe(column));
                quote_spanned!(place(name)=> object.order(#name_of, #about, #at, #support::order_by(#probe));)
            }
            Line::Unpublished(columns) => columns.iter().map(|column| self.unpublished(column)).collect(),
            Line::Formerly { former, column } => {
                let former_name = former.to_string();
                let column = column.as_ref().map(|column| self.column(column));
                let now = column.map_or_else(
                    || quote!(::std::option::Option::None),
                    |column| quote!(::std::option::Option::Some(#column)),
                );
                quote_spanned!(place(former)=> object.formerly(#former_name, #now);)
            }
            Line::Field { name, about, value } => self.field(name, about, value),
        }
    }

    fn unpublished(&self, column: &Ident) -> TokenStream {
        let (name, support, probe) = (self.column(column), self.support, self.probe(column));
        quote_spanned! {place(column)=>
            #support::is_column(#probe);
            object.unpublished(#name);
        }
    }

    fn field(&self, field: &Ident, about: &LitStr, value: &Value) -> TokenStream {
        let Self { support, entity, .. } = self;
        let name = field.to_string();
        let many = |target: &Path, link: TokenStream| quote_spanned!(place(field)=> object.many::<#target>(#name, #about, #link););
        match value {
            Value::Column { of } => {
                let column = of.as_ref().unwrap_or(field);
                let (at, probe) = (self.column(column), self.probe(column));
                quote_spanned!(place(field)=> object.column(#name, #about, #at, #probe);)
            }
            Value::Function { columns, body } => self.function(field, about, columns, body),
            Value::Embedded { ty, prefix } => {
                let prefix = prefix.to_string();
                quote_spanned! {place(ty)=>
                    #support::embed::#ty::<#support::entity::#entity::Entity>(&mut object, #name, #about, #prefix);
                }
            }
            Value::One { target, may_be_another, column } => {
                let (at, probe) = (self.column(column), self.probe(column));
                quote_spanned! {place(column)=>
                    #support::one::<_, #target, _>(&mut object, #name, #about, #at, #may_be_another, #probe);
                }
            }
            Value::Any { interface, prefix } => {
                let prefix = prefix.to_string();
                quote_spanned! {place(interface)=>
                    object.any::<#support::entity::#entity::Entity>(
                        #name, #about, #prefix, #support::interface::#interface,
                    );
                }
            }
            Value::By { target, table, column } => {
                let names = self.names(table, column, &quote!(#support::entity::#entity::Entity));
                let at = self.column_of(table, column);
                let field = many(target, quote!(#support::Link::Column(#at)));
                quote!(#names #field)
            }
            Value::Through { target, table, parent, child, copies } => {
                let link = self.through(target, table, [parent, child], copies);
                let parent = self.names(table, parent, &quote!(#support::entity::#entity::Entity));
                let child = self.names(table, child, &quote!(<#target as #support::Described>::Entity));
                let field = many(target, link);
                quote!(#parent #child #field)
            }
            Value::Where { target, condition } => many(target, quote!(#support::Link::Reach(#condition))),
        }
    }

    fn function(&self, field: &Ident, about: &LitStr, columns: &[Ident], body: &TokenStream) -> TokenStream {
        let support = self.support;
        let name = field.to_string();
        let at = columns.iter().map(|column| self.column(column));
        let read = columns.iter().enumerate().map(|(at, column)| {
            let probe = self.probe(column);
            quote_spanned!(place(column)=> let #column = #support::read_as(#probe, cells[#at])?;)
        });
        quote_spanned! {place(field)=>
            object.computed(#name, #about, ::std::vec![#(#at),*], |cells| {
                #(#read)*
                ::std::result::Result::Ok(#body)
            });
        }
    }

    fn through(
        &self,
        target: &Path,
        table: &Ident,
        [parent, child]: [&Ident; 2],
        copies: &[DenormalizedColumn],
    ) -> TokenStream {
        let support = self.support;
        let (parent, child) = (self.column_of(table, parent), self.column_of(table, child));
        let copies = copies.iter().map(|DenormalizedColumn { column, of }| {
            let (column, of_name) = (self.column_of(table, column), of.to_string());
            quote_spanned! {place(of)=>
                (#column, #support::column::<<#target as #support::Described>::Entity>(#of_name))
            }
        });
        quote_spanned! {place(table)=>
            #support::through::<#support::entity::#table::Entity>(#parent, #child, &[#(#copies),*])
        }
    }

    /// Asserts that a column of a table names rows of an entity.
    fn names(&self, table: &Ident, column: &Ident, entity: &TokenStream) -> TokenStream {
        let support = self.support;
        let probe = self.probe_of(table, column);
        quote_spanned!(place(column)=> #support::names::<_, #entity, _>(#probe);)
    }

    /// The name of a column of this table.
    fn column(&self, column: &Ident) -> TokenStream {
        self.column_of(self.entity, column)
    }

    /// A closure that gives a column of a row of this table.
    fn probe(&self, column: &Ident) -> TokenStream {
        self.probe_of(self.entity, column)
    }

    fn column_of(&self, table: &Ident, column: &Ident) -> TokenStream {
        let support = self.support;
        let name = column.to_string();
        quote_spanned!(place(column)=> #support::column::<#support::entity::#table::Entity>(#name))
    }

    fn probe_of(&self, table: &Ident, column: &Ident) -> TokenStream {
        let support = self.support;
        let row = format_ident!("row", span = place(column));
        quote_spanned!(place(column)=> |#row: &#support::entity::#table::Model| &#row.#column)
    }
}
