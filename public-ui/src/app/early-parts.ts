// What the first view of most kinds of page needs. The application and every late part import this, because the build makes a file for each set of
// parts that share something: so there is one, which the HTML asks for at once, and a late part is one request.
import './bars/day-bars';
import './bars/day-table';
import './events/incident-card';
import './events/maintenance-row';
import './live/freshness';
