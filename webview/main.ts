/** Entry of the webview: its styles, and the page. What it loads later imports the page alone. */
import './main.css';
import './start.ts';
