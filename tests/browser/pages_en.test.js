import { everyPage } from './every_page.js';

everyPage('en');
