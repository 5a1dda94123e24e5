// Monaco brings its own stylesheet when it loads, so GraphiQL's sheets are taken one by one:
// its collected `style.css` would repeat all of Monaco's.
import '@graphiql/react/font/roboto.css';
import '@graphiql/react/font/fira-code.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';
