// Reads calendar files with ical.js and with node-ical and prints as JSON what each of them sees.
// Usage: node read.mjs FILE…
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const pad = (number) => String(number).padStart(2, "0");
const dayOf = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

function person(property) {
  if (!property) return null;
  const parameters = {};
  for (const name of ["cn", "role", "partstat", "rsvp", "cutype"]) {
    const value = property.getParameter(name);
    if (value) parameters[name.toUpperCase()] = String(value);
  }
  return { address: property.getFirstValue(), ...parameters };
}

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const value = (name) => calendar.getFirstPropertyValue(name);
  // The library's own zones, not those that the package may know.
  const zones = new Map(
    calendar.getAllSubcomponents("vtimezone").map((one) => [one.getFirstPropertyValue("tzid"), new ICAL.Timezone(one)]),
  );
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const get = (name) => component.getFirstPropertyValue(name);
    const event = new ICAL.Event(component);
    const times = [];
    const start = get("dtstart");
    const end = get("dtend");
    if (!start.isDate) {
      for (const [name, time] of [["dtstart", start], ["dtend", end]]) {
        const zone = component.getFirstProperty(name).getParameter("tzid");
        if (!zones.has(zone)) throw new Error(`no time zone ${zone}`);
        time.zone = zones.get(zone);
      }
    }
    if (event.isRecurring()) {
      const iterator = get("rrule").iterator(start);
      for (let next = iterator.next(); next; next = iterator.next()) times.push(next.toJSDate().toISOString());
    }
    return {
      uid: get("uid"),
      summary: get("summary"),
      allDay: start.isDate,
      start: start.isDate ? start.toString() : start.toJSDate().toISOString(),
      end: end.isDate ? end.toString() : end.toJSDate().toISOString(),
      begins: times,
      status: get("status"),
      sequence: get("sequence"),
      location: get("location"),
      description: get("description"),
      url: get("url"),
      conference: get("conference"),
      categories: component.getFirstProperty("categories")?.getValues() ?? [],
      organizer: person(component.getFirstProperty("organizer")),
      attendees: component.getAllProperties("attendee").map(person),
      alarms: component.getAllSubcomponents("valarm").map((one) => String(one.getFirstPropertyValue("trigger"))),
    };
  });
  return { method: value("method"), name: value("name"), events };
}

function byNodeIcal(text) {
  const parsed = nodeIcal.sync.parseICS(text);
  const events = Object.values(parsed)
    .filter((one) => one.type === "VEVENT")
    .map((one) => ({
      uid: one.uid,
      summary: one.summary,
      allDay: one.datetype === "date",
      start: one.datetype === "date" ? dayOf(one.start) : one.start.toISOString(),
      end: one.datetype === "date" ? dayOf(one.end) : one.end.toISOString(),
      status: one.status ?? null,
      sequence: Number(one.sequence),
      organizer: one.organizer?.val ?? null,
      attendee: one.attendee?.val ?? null,
      method: one.method ?? null,
    }));
  return { method: parsed.vcalendar?.method ?? null, events };
}

const result = {};
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  result[file] = { "ical.js": byIcalJs(text), "node-ical": byNodeIcal(text) };
}
console.log(JSON.stringify(result));
