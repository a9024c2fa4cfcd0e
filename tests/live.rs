//! dblp's live service, against one on the loopback interface that speaks as it does.

#[path = "made/dblp.rs"]
mod dblp;
#[path = "made/endpoint.rs"]
mod endpoint;
#[path = "made/web.rs"]
mod web;

use dblp::Day;
use frontis::error::Error;
use frontis::link::client::{self, Limits};
use frontis::link::dblp::live::{Live, Settings, Wanted};
use frontis::link::dblp::{Creator, Toc};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use web::{Reply, Web};

fn settings(sites: &[&Web], cache: Option<&Path>) -> Settings {
    let limits =
        Limits { total: Duration::from_secs(1), backoff: Duration::from_millis(5), wait: Duration::from_secs(2), ..Limits::default() };
    let client = client::Settings {
        limits,
        interval: Duration::from_millis(2),
        cache: cache.map(Path::to_owned),
        keep: client::KEEP,
        ..client::Settings::default()
    };
    Settings {
        sites: sites.iter().map(|site| site.address.clone()).collect(),
        endpoint: None,
        persons: "http://127.0.0.1:1/".to_owned(),
        client,
    }
}

fn live(site: &Web) -> Live {
    Live::new(settings(&[site], None)).unwrap()
}

fn wanted(titles: &[&str]) -> Wanted {
    let papers = titles.iter().map(|title| ((*title).to_owned(), None)).collect();
    Wanted { title: "Misty Systems".to_owned(), acronym: Some("mist".to_owned()), year: Some(2014), papers, ..Wanted::default() }
}

const TITLES: [&str; 3] = [
    "LANTERNS & DORMICE: Finding Small Machines in Thick Weather",
    "O2-Aware Foghorns that Nobody Has to Hear",
    "Towards a Theory of Damp Schedulers...",
];

fn creator(name: &str, pid: &str) -> Creator {
    Creator { name: name.to_owned(), pid: Some(pid.to_owned()), ambiguous: false }
}

fn paths(site: &Web) -> Vec<String> {
    site.asked().into_iter().map(|asked| asked.target.split('?').next().unwrap_or_default().to_owned()).collect()
}

fn reason(result: Result<Vec<Toc>, Error>) -> String {
    match result {
        Err(Error::Fetch { reason, .. }) => reason,
        other => panic!("no failure: {other:?}"),
    }
}

/// What every way of asking finds of the invented volume.
fn is_the_volume(toc: &Toc) {
    let keys: Vec<&str> = toc.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys[..3], ["conf/mist/Mistral14", "conf/mist/VoleQ14", "conf/mist/Quill14"]);
    assert_eq!(
        (toc.key.as_deref(), toc.stream.as_str(), toc.venue.as_str(), toc.year),
        (Some("conf/mist/2014"), "conf/mist", "MIST", Some(2014))
    );
    assert_eq!(toc.page.as_deref(), Some("db/conf/mist/mist2014"));
    assert_eq!(
        (toc.publisher.as_deref(), toc.series.as_deref(), toc.number.as_deref()),
        (Some("Fog Press"), Some("Fog Notes"), Some("42"))
    );
    assert_eq!(toc.isbn, ["978-3-16-148410-0"]);
    assert!(toc.title.ends_with("Fogville, 1-2 June 2014"));
    assert_eq!(toc.editors, [creator("Zoë Quill", "11/22"), creator("Ansgar Vole 0001", "v/AnsgarVole1")]);
    let [first, second, third, ..] = toc.entries.as_slice() else { panic!("{toc:?}") };
    assert_eq!(first.title, "Lanterns & Dormice: Finding Small Machines in Thick Weather");
    assert_eq!(
        (second.title.as_str(), third.title.as_str()),
        ("O2-Aware Foghorns That Nobody Has to Hear", "Towards a Theory of Damp Schedulers...")
    );
    assert_eq!(second.creators, [creator("Ansgar Vole 0001", "v/AnsgarVole1"), creator("Zoë Quill", "11/22")]);
    assert_eq!((first.pages.as_deref(), first.year, first.doi.as_deref()), (Some("1-12"), Some(2014), Some("10.9999/mist.7")));
}

#[test]
fn titles_lead_to_their_page() {
    let folder = tempfile::tempdir().unwrap();
    let site = dblp::serve(Day::default());
    let new = || Live::new(settings(&[&site], Some(folder.path()))).unwrap();
    let first = new();
    let tocs = first.tocs_for(&wanted(&TITLES)).unwrap();
    assert_eq!(tocs.len(), 1, "the workshops of the same page are another volume");
    is_the_volume(&tocs[0]);
    assert_eq!(tocs[0].entries.len(), 3);
    assert_eq!(paths(&site), ["/search/publ/api", "/rec/conf/mist/Mistral14.xml", "/db/conf/mist/mist2014.xml"]);

    let again = new();
    assert_eq!(again.tocs_for(&wanted(&TITLES)).unwrap(), tocs);
    assert_eq!((first.tally(), again.tally()), ((3, 0), (0, 3)));
}

#[test]
fn parts_on_one_page_are_told_apart() {
    let site = dblp::serve(Day::default());
    let both = [TITLES[0], TITLES[1], "Candles Considered Bright Enough by Those Who Hold Them"];
    let keys = |titles: &[&str]| live(&site).tocs_for(&wanted(titles)).unwrap().into_iter().map(|toc| toc.key.unwrap()).collect::<Vec<_>>();
    assert_eq!(keys(&both[2..]), ["conf/mist/2014w"]);
    let all = live(&site).toc("db/conf/mist/mist2014").unwrap();
    assert_eq!(all.iter().map(|toc| toc.entries.len()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(keys(&both), ["conf/mist/2014", "conf/mist/2014w"]);
}

#[test]
fn issues_of_a_journal_are_told_apart() {
    let site = dblp::serve(Day::default());
    let tocs = live(&site).tocs_for(&wanted(&["Wicks that Burn at Both Ends"])).unwrap();
    let [toc] = tocs.as_slice() else { panic!("{tocs:?}") };
    assert_eq!((toc.key.as_deref(), toc.stream.as_str(), toc.number.as_deref()), (None, "journals/tod", Some("9(MIST)")));
    assert_eq!(toc.entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["journals/tod/Wick14"]);
}

#[test]
fn a_site_without_pages_is_asked_for_records() {
    let site = dblp::serve(Day { no_pages: true, apart: true, most: Some(2) });
    let tocs = live(&site).tocs_for(&wanted(&TITLES)).unwrap();
    is_the_volume(&tocs[0]);
    let pages: Vec<String> = site.asked().into_iter().map(|a| a.target).filter(|target| target.contains("q=toc:")).collect();
    let asked = |first: usize| format!("/search/publ/api?q=toc:db/conf/mist/mist2014.bht:&format=json&h=1000&f={first}&c=0");
    assert_eq!(pages, [asked(0), asked(2)]);

    let site = dblp::serve(Day { no_pages: true, ..Day::default() });
    let tocs = live(&site).tocs_for(&wanted(&TITLES)).unwrap();
    let toc = &tocs[0];
    assert_eq!((tocs.len(), &toc.key, toc.entries.len()), (1, &None, 4), "which volume a paper is in is not known");
}

#[test]
fn a_name_and_a_year_lead_to_volumes() {
    for no_pages in [false, true] {
        let site = dblp::serve(Day { no_pages, apart: true, most: None });
        let tocs = live(&site).tocs_for(&wanted(&["Of Things That dblp Has Never Heard of"])).unwrap();
        is_the_volume(&tocs[0]);
        let none = Wanted { year: Some(1999), ..wanted(&[]) };
        assert_eq!(live(&site).tocs_for(&none).unwrap(), []);
        let by_title = live(&site).tocs_for(&Wanted { acronym: Some("FOG".to_owned()), ..wanted(&[]) }).unwrap();
        is_the_volume(&by_title[0]);
        let neither = Wanted { title: "On Unheard Things".to_owned(), acronym: Some("FOG".to_owned()), ..wanted(&[]) };
        assert_eq!(live(&site).tocs_for(&neither).unwrap(), []);
    }
    let site = dblp::serve(Day::default());
    let year = Wanted { year: Some(2012), ..wanted(&TITLES) };
    assert_eq!(live(&site).tocs_for(&year).unwrap()[0].key.as_deref(), Some("conf/mist/2012"), "papers of another year are others");
    assert_eq!(live(&site).tocs_for(&Wanted::default()).unwrap(), []);
}

#[test]
fn persons_of_a_name() {
    let site = dblp::serve(Day::default());
    let persons = live(&site).persons("Ansgar Vole").unwrap();
    let pids: Vec<_> = persons.iter().filter_map(|person| person.pid.as_deref()).collect();
    assert_eq!(pids, ["v/AnsgarVole1", "77/88"]);
    assert_eq!(persons[0].names, ["Ansgar Vole 0001", "Ansgar X. Vole"]);
    assert_eq!(persons[0].affiliations, ["University of Fogville, Department of Mist & Haze"]);
    assert!(persons[1].affiliations.is_empty() && live(&site).persons("Nobody").unwrap().is_empty());
}

#[test]
fn what_is_no_answer_is_told() {
    let always = |reply: fn() -> Reply| Web::serve(move |_| reply());
    let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    for (site, says) in [
        (always(|| Reply::html("200 OK")), "no JSON, but begins «<!DOCTYPE html>"),
        (always(|| Reply::json("")), "nothing at all"),
        (always(|| Reply::json("{\"result\":{\"hits\":{\"@total\":\"1\",\"hit\":[{")), "no JSON"),
        (always(|| Reply::json("{\"error\":\"none\"}")), "no result of a search"),
        (always(|| Reply::json("{\"result\":{\"status\":{\"@code\":\"500\",\"text\":\"Too Foggy\"}}}")), "Too Foggy"),
        (always(|| Reply::html("500 Internal Server Error")), "500 Internal Server Error, 3 times; try again later"),
        (always(|| Reply::html("403 Forbidden")), "403 Forbidden"),
        (always(|| Reply::of("429 Too Many Requests\r\nRetry-After: 600\r\nContent-Type: text/html", "<html>")), "come back in 600 s"),
        (always(|| Reply::json("{}").after(Duration::from_secs(2))), "within 1 s"),
        (Web::serve(move |_| Reply::raw(format!("{ok}Content-Length: 500\r\n\r\n{{\"result\""))), "broke off"),
    ] {
        let reason = reason(live(&site).tocs_for(&wanted(&TITLES)));
        assert!(reason.contains(says), "{says}: {reason}");
    }
}

/// An answer that is cut is an error, wherever it is cut.
#[test]
fn cut_answers_do_no_harm() {
    for cut in 1..40 {
        let site = Web::serve(move |asked| {
            let Reply(mut pieces) = dblp::answer(asked, Day { no_pages: cut % 2 == 0, ..Day::default() });
            let text = String::from_utf8(pieces.remove(0).1).unwrap();
            let body = text.split_once("\r\n\r\n").unwrap().1;
            let mut end = body.len() * cut / 40;
            while !body.is_char_boundary(end) {
                end -= 1;
            }
            Reply::of(text.split("\r\nContent-Length").next().unwrap().trim_start_matches("HTTP/1.1 "), &body[..end])
        });
        assert!(live(&site).tocs_for(&wanted(&TITLES)).is_err(), "{cut}");
        assert!(live(&site).toc("db/conf/mist/mist2014").is_err(), "{cut}");
    }
}

#[test]
fn a_run_that_was_stopped_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    static DOWN: AtomicBool = AtomicBool::new(true);
    let site = Web::serve(|asked| match asked.target.starts_with("/db/") && DOWN.load(Ordering::Relaxed) {
        true => Reply::html("500 Internal Server Error"),
        false => dblp::answer(asked, Day::default()),
    });
    let new = || Live::new(settings(&[&site], Some(folder.path()))).unwrap();
    assert!(reason(new().tocs_for(&wanted(&TITLES))).contains("500"));
    DOWN.store(false, Ordering::Relaxed);
    site.forget();
    is_the_volume(&new().tocs_for(&wanted(&TITLES)).unwrap()[0]);
    assert_eq!(paths(&site), ["/db/conf/mist/mist2014.xml"]);
}

#[test]
fn another_site_is_asked_where_one_is_down() {
    let good = dblp::serve(Day::default());
    let down = Web::serve(|_| Reply::html("502 Bad Gateway"));
    let tocs = Live::new(settings(&[&down, &good], None)).unwrap().tocs_for(&wanted(&TITLES)).unwrap();
    is_the_volume(&tocs[0]);
    good.forget();
    let busy = Web::serve(|_| Reply::of("429 Too Many Requests\r\nRetry-After: 600", ""));
    assert!(reason(Live::new(settings(&[&busy, &good], None)).unwrap().tocs_for(&wanted(&TITLES))).contains("429"));
    assert!(good.asked().is_empty(), "a site that asks for time is not gone round");
    let (to, hops) = (good.address.clone(), good.address.clone());
    let moved = Web::serve(move |asked| Reply::of(&format!("302 Found\r\nLocation: {to}{}", asked.target), ""));
    is_the_volume(&live(&moved).tocs_for(&wanted(&TITLES)).unwrap()[0]);
    assert!(good.asked().iter().all(|asked| asked.header("host") == hops.trim_start_matches("http://")));
    assert!(matches!(Live::new(settings(&[], None)), Err(Error::Usage(_))));
}

const KNOWN: &str = r#"
@prefix dblp: <https://dblp.org/rdf/schema#> .
@prefix rec: <https://dblp.org/rec/conf/mist/> .
@prefix pid: <https://dblp.org/pid/> .
<https://dblp.org/rec/conf/mist/2014> a dblp:Publication, dblp:Editorship ; dblp:title "Proceedings of the 7th Workshop on Misty Systems, MIST 2014, Fogville, 1-2 June 2014" ;
  dblp:publishedIn "MIST" ; dblp:publishedInBook "MIST" ; dblp:yearOfPublication "2014"^^<http://www.w3.org/2001/XMLSchema#gYear> ;
  dblp:listedOnTocPage <https://dblp.org/db/conf/mist/mist2014> ; dblp:isbn <urn:isbn:978-3-16-148410-0> ; dblp:publishedBy "Fog Press" ;
  dblp:publishedInSeries "Fog Notes" ; dblp:publishedInSeriesVolume "42" ;
  dblp:hasSignature [ dblp:signatureOrdinal 2 ; dblp:signatureDblpName "Ansgar Vole 0001" ; dblp:signatureCreator <https://dblp.org/pid/v/AnsgarVole1> ],
    [ dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Zoë Quill" ; dblp:signatureCreator pid:11\/22 ] .
<https://dblp.org/rec/conf/mist/Quill14> dblp:title "Towards a Theory of Damp Schedulers..." ; dblp:publishedAsPartOf rec:2014 ; dblp:pagination "25-30" ;
  dblp:listedOnTocPage <https://dblp.org/db/conf/mist/mist2014> ; dblp:publishedInBook "MIST" ;
  dblp:hasSignature [ dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Wu Fen" ; dblp:signatureCreator pid:5\/5 ] .
pid:5\/5 a dblp:Creator, dblp:AmbiguousCreator .
rec:VoleQ14 dblp:title "O2-Aware Foghorns That Nobody Has to Hear." ; dblp:publishedAsPartOf rec:2014 ; dblp:pagination "13-24" ;
  dblp:listedOnTocPage <https://dblp.org/db/conf/mist/mist2014> ; dblp:yearOfPublication "2014" ;
  dblp:hasSignature [ dblp:signatureOrdinal 1 ; dblp:signatureDblpName "Ansgar Vole 0001" ; dblp:signatureCreator <https://dblp.org/pid/v/AnsgarVole1> ],
    [ dblp:signatureOrdinal 2 ; dblp:signatureDblpName "Zoë Quill" ; dblp:signatureCreator pid:11\/22 ] .
rec:Mistral14 dblp:title "Lanterns & Dormice: Finding Small Machines in Thick Weather." ; dblp:publishedAsPartOf rec:2014 ; dblp:pagination "1-12" ;
  dblp:doi <https://doi.org/10.9999/MIST.7>, <http://dx.doi.org/10.9999/MIST.7> ; dblp:yearOfPublication "2014" ;
  dblp:listedOnTocPage <https://dblp.org/db/conf/mist/mist2014> .
"#;

#[test]
fn an_endpoint_is_asked_twice() {
    let store = oxigraph::store::Store::new().unwrap();
    store.load_from_slice(oxigraph::io::RdfFormat::Turtle, KNOWN.as_bytes()).unwrap();
    let site = Web::serve(move |asked| match asked.target.as_str() {
        "/sparql" => Reply::of("200 OK\r\nContent-Type: application/sparql-results+json", endpoint::select(&store, &asked.body)),
        "/page" => Reply::html("200 OK"),
        _ => Reply::json("{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[{"),
    });
    let at = |path: &str| Live::new(Settings { endpoint: Some(format!("{}{path}", site.address)), ..settings(&[], None) }).unwrap();
    let by_title = at("/sparql").tocs_for(&wanted(&["O2-Aware Foghorns That Nobody Has to Hear", "A \"Quoted\" \\ Title"])).unwrap();
    assert_eq!((by_title.len(), site.asked().len()), (1, 2));
    is_the_volume(&by_title[0]);
    assert_eq!(by_title[0].entries[2].creators, [Creator { name: "Wu Fen".to_owned(), pid: Some("5/5".to_owned()), ambiguous: true }]);
    let pages = dblp::serve(Day::default());
    let asks = Live::new(Settings { persons: format!("{}/sparql", site.address), ..settings(&[&pages], None) }).unwrap();
    let mut marked = asks.tocs_for(&wanted(&TITLES)).unwrap();
    marked[0].entries[2].creators.push(creator("Wu Fen", "5/5"));
    marked[0].entries[2].creators.push(creator("Wu Fen 0002", "5/5-2"));
    site.forget();
    asks.mark_ambiguous(&mut marked).unwrap();
    assert_eq!(marked[0].entries[2].creators.iter().map(|c| c.ambiguous).collect::<Vec<_>>(), [false, true, false]);
    assert!(site.asked().len() == 1 && !site.asked()[0].body.contains("5/5-2"));
    let by_name = at("/sparql").tocs_for(&Wanted { acronym: Some("MIST".to_owned()), ..wanted(&[]) }).unwrap();
    assert_eq!(by_name, by_title);
    assert_eq!(at("/sparql").tocs_for(&wanted(&["Nothing of the Kind"])).unwrap(), []);
    assert!(reason(at("/page").tocs_for(&wanted(&TITLES))).contains("no SPARQL result"));
    assert!(reason(at("/cut").tocs_for(&wanted(&TITLES))).contains("no SPARQL result"));
}
