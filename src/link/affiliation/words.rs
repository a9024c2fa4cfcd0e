//! Words that names of organisations are made of, in the languages they are printed in.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word does in a name or beside one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    #[default]
    Plain = 0,
    /// Carries nothing: articles, prepositions, legal forms.
    Stop = 1,
    /// A kind of organisation: university, institute, company.
    Kind = 2,
    /// A part of one: department, faculty, group.
    Part = 3,
    /// A field of work: physics, medicine.
    Field = 4,
    /// An address: street, box.
    Address = 5,
}

use Class::{Address, Field, Kind, Part, Plain, Stop};

/// A word, its class, and other ways to write it, folded.
const WORDS: &[(&str, Class, &str)] = &[
    (
        "of",
        Stop,
        "the and for de la le les du des der die das den dem fur fuer und et di della delle dello degli dei del al alla d l do da dos e y i in at an en a on el los las van het te och og to zu zur zum im am by na von vom och w ve et sur per con och s studi",
    ),
    (
        "inc",
        Stop,
        "incorporated ltd limited gmbh corp corporation co company llc plc ag sa spa srl bv nv oy ab as aps kg pty pvt private kk llp lp sas sarl kft doo ltda sl slu aktiengesellschaft mbh ev bhd sdn",
    ),
    (
        "university",
        Kind,
        "univ universite universidad universidade universita universitaet universitat universiteit universitet universitetet universitesi universitatea uniwersytet univerzita univerzitet univerza universitas universiti universitate egyetem yliopisto ulikool daigaku u uni univers universit unversity univerisity univesity unviersity universities universitario universitaria universitaire universitaires universitair universities universidades universitari universitarie universitasi universitit universtiy",
    ),
    (
        "institute",
        Kind,
        "inst institut instituto istituto instytut institutet instituut institutes instituts institutul intezet instit institutions institution instituti institutt",
    ),
    (
        "hospital",
        Kind,
        "hosp hopital hopitaux ospedale ospedali hospitals hospitalier hospitaliere krankenhaus spital ziekenhuis sygehus sairaala szpital hastanesi ospedaliera ospedaliero hospitalar hospitales hospitalario sjukhus sykehus kliniken klinikum bolnica",
    ),
    ("clinic", Kind, "klinik clinique clinica klinika clinics poliklinik cliniques clinico clinicas"),
    ("center", Kind, "centre centro centrum zentrum ctr cntr centers centres centr centra centar centros centrale"),
    ("college", Kind, "coll colleges"),
    ("school", Part, "sch escuela ecole scuola schule escola skola schools hochschule hogeschool"),
    ("faculty", Part, "fac faculte facultad faculdade facolta fakultat fakultaet fakulta wydzial faculties facultat fakultesi fakultas"),
    (
        "department",
        Part,
        "dept dep departement departamento dipartimento dpt depart departments abteilung departament afdeling zaklad katedra depto dip jurusan otdel bolumu",
    ),
    ("division", Part, "div divisions"),
    ("section", Part, "sect sezione seccion"),
    ("laboratory", Part, "lab labs laboratories laboratoire laboratorio laboratorium laboratorie labor laboratoires laborat laboratori"),
    ("group", Part, "grp groupe grupo gruppo gruppe"),
    ("unit", Part, "unite unidad unidade umr units"),
    ("service", Part, "services servicio servico servizio serv"),
    ("program", Part, "programme programa programs"),
    ("chair", Part, "lehrstuhl chaire"),
    ("branch", Part, ""),
    ("office", Part, "bureau"),
    ("graduate", Part, "grad postgraduate"),
    ("academy", Kind, "acad academie academia akademie akademia accademia akademi akademiya"),
    ("society", Kind, "soc sociedad societe societa gesellschaft sociedade"),
    ("association", Kind, "assoc assn asociacion associacao associazione associated"),
    ("foundation", Kind, "fdn fondation fundacion fundacao fondazione stiftung found fundacio stichting"),
    ("ministry", Kind, "ministere ministerio ministero ministerium minist"),
    ("council", Kind, "consejo consiglio conseil conselho"),
    ("agency", Kind, "agence agencia agenzia"),
    ("observatory", Kind, "observatoire observatorio osservatorio obs observ"),
    ("museum", Kind, "musee museo museu mus"),
    ("library", Kind, "bibliotheque biblioteca bibliothek"),
    ("station", Kind, "stn estacion"),
    (
        "polytechnic",
        Kind,
        "polytech polytechnique politecnico politecnica politechnika polytechnical polytechnics polytechnische politehnica polytechn politehnic politeknik",
    ),
    (
        "technology",
        Field,
        "tech technol technologie tecnologia technologies technological technische technical technique techniques technisch tecnica tecnico tecnologico technika tecnologica tecnologias technologiques technik techniczny techniques teknoloji tekn technologique technischen teknik",
    ),
    (
        "science",
        Field,
        "sci sciences ciencias ciencia scienze wissenschaften wissenschaft nauk scientific scientifique cientifica cientificas scient ciencies bilimleri wetenschappen scientifica scientifiques cientifico",
    ),
    (
        "medicine",
        Field,
        "med medical medicina medecine medizin medizinische medica medico medisch medicale medicinal medicin medicas tip medizinischen",
    ),
    (
        "research",
        Plain,
        "res rsch recherche recherches ricerca ricerche investigacion investigaciones forschung pesquisa pesquisas investig onderzoek arastirma researches investigacoes forskning",
    ),
    ("national", Plain, "nat natl nacional nationale nazionale nacionales naz nationales nationaal natn"),
    ("state", Plain, "estatal statale staatliche"),
    ("federal", Plain, "fed federale"),
    ("regional", Plain, "reg"),
    ("general", Plain, "gen generale"),
    ("international", Plain, "int intl internacional internationale internazionale intern internat"),
    ("european", Plain, "europeo europeen europaische"),
    ("catholic", Plain, "catolica catholique cattolica katholieke katolicki katholische cath"),
    ("autonomous", Plain, "autonoma autonome autonomo"),
    ("free", Plain, "libre libera freie vrije livre"),
    ("advanced", Plain, "adv"),
    ("applied", Plain, "appl appliquees aplicada aplicadas applicate applicata angewandte aplicadas"),
    ("central", Plain, "cent"),
    ("management", Field, "mgmt gestion manag"),
    ("engineering", Field, "eng engn ingenieria ingegneria ingenierie engenharia engg engineer engineers ingenieurs"),
    ("agriculture", Field, "agr agric agricultural agraria agrarian agricola agrarias agronomique agricultura agrarie agrar"),
    ("health", Field, "hlth salud sante saude salute gesundheit sanidad sanita"),
    ("physics", Field, "phys physique fisica physik physical fizyki fis"),
    ("chemistry", Field, "chem chimie quimica chimica chemie chemical kimya chim"),
    ("biology", Field, "biol biologie biologia biological biologique"),
    ("mathematics", Field, "math maths mathematiques matematicas matematica mathematik mathematical matematik"),
    ("computer", Field, "comput computing computers computation computational computacion"),
    ("informatics", Field, "informatique informatica informatik inform informatic"),
    ("economics", Field, "econ economia economie economiche economic economy economicas"),
    ("business", Field, "bus"),
    ("law", Field, "droit derecho diritto recht"),
    ("arts", Field, "art artes arti"),
    ("education", Field, "educ educacion educacao educational pedagogical pedagogy"),
    ("psychology", Field, "psychol psicologia psychologie psychological"),
    ("surgery", Field, "surgical cirugia chirurgie chirurgia"),
    ("nursing", Field, ""),
    ("dental", Field, "dentistry odontologia"),
    ("pharmacy", Field, "pharm farmacia pharmacie pharmaceutical pharmaceutics"),
    ("veterinary", Field, "vet"),
    ("environment", Field, "env environ environmental environnement ambiente ambientales umwelt"),
    ("earth", Field, ""),
    ("electronics", Field, "elect electron electronic electronica"),
    ("electrical", Field, "elec electr electrotechnical"),
    ("mechanical", Field, "mech mechanics mecanique"),
    ("nuclear", Field, "nucl nucleaire"),
    ("materials", Field, "mat mater material"),
    ("energy", Field, "energie energia"),
    ("information", Field, "info"),
    ("industrial", Field, "ind industry industries industria"),
    ("development", Plain, "dev desarrollo developement"),
    ("oncology", Field, "oncol"),
    ("cancer", Field, "cancerologie tumori"),
    ("children", Plain, "childrens child ninos infantil"),
    ("public", Plain, "publique publica"),
    ("czech", Plain, "czechoslovak"),
    ("accelerator", Plain, "accel"),
    ("semiconductor", Field, "semicond"),
    ("optics", Field, "opt optical"),
    ("telecommunication", Field, "telecommun"),
    ("intelligence", Field, "intell"),
    ("saint", Plain, "st sankt ste sainte"),
    ("mount", Plain, "mt"),
    ("fort", Plain, "ft"),
    ("north", Plain, "northern nord"),
    ("south", Plain, "southern sud"),
    ("east", Plain, "eastern est"),
    ("west", Plain, "western ouest"),
    ("system", Plain, "syst"),
    ("street", Address, "str strasse rue via avenue ave av calle road rd rua boulevard blvd drive platz piazza lane laan weg straat"),
    ("box", Address, "cedex postfach bp mailstop bldg building floor room suite"),
    ("california", Plain, "calif"),
    ("massachusetts", Plain, "massachussetts"),
    ("pennsylvania", Plain, "penn"),
    ("illinois", Plain, "ill"),
    ("munich", Plain, "munchen muenchen"),
    ("cologne", Plain, "koln koeln"),
    ("vienna", Plain, "wien"),
    ("rome", Plain, "roma"),
    ("milan", Plain, "milano"),
    ("turin", Plain, "torino"),
    ("florence", Plain, "firenze"),
    ("naples", Plain, "napoli"),
    ("venice", Plain, "venezia"),
    ("padua", Plain, "padova"),
    ("genoa", Plain, "genova"),
    ("geneva", Plain, "geneve genf"),
    ("zurich", Plain, "zuerich"),
    ("brussels", Plain, "bruxelles brussel"),
    ("antwerp", Plain, "antwerpen"),
    ("ghent", Plain, "gent"),
    ("copenhagen", Plain, "kobenhavn kopenhagen"),
    ("gothenburg", Plain, "goteborg goeteborg"),
    ("prague", Plain, "praha"),
    ("warsaw", Plain, "warszawa warszawski warszawska"),
    ("moscow", Plain, "moskva moskau"),
    ("lisbon", Plain, "lisboa"),
    ("seville", Plain, "sevilla"),
    ("athens", Plain, "athina"),
    ("beijing", Plain, "peking"),
    ("seoul", Plain, ""),
    ("basel", Plain, "basle bale"),
    ("bern", Plain, "berne"),
    ("hannover", Plain, "hanover"),
    ("nuremberg", Plain, "nurnberg nuernberg"),
    ("bavaria", Plain, "bayern bavarian"),
    ("saxony", Plain, "sachsen"),
    ("lyon", Plain, "lyons"),
    ("marseille", Plain, "marseilles"),
    ("strasbourg", Plain, "strassburg"),
    ("germany", Plain, "german deutsche deutsches deutscher deutschland"),
    ("france", Plain, "french francaise francais"),
    ("italy", Plain, "italian italiano italiana italia"),
    ("spain", Plain, "spanish espanola espanol espana"),
    ("poland", Plain, "polish polska polskiej"),
    ("russia", Plain, "russian rossiiskaya"),
    ("china", Plain, "chinese"),
    ("japan", Plain, "japanese nippon nihon"),
    ("korea", Plain, "korean"),
    ("india", Plain, "indian"),
    ("brazil", Plain, "brasil brazilian brasileiro"),
    ("mexico", Plain, "mexican mexicano"),
    ("america", Plain, "american"),
    ("canada", Plain, "canadian"),
    ("turkey", Plain, "turkiye turkish turk"),
    ("hungary", Plain, "hungarian magyar"),
    ("sweden", Plain, "swedish sverige svenska"),
    ("norway", Plain, "norwegian norge norges"),
    ("denmark", Plain, "danish danmark danmarks"),
    ("finland", Plain, "finnish suomen"),
    ("netherlands", Plain, "dutch nederlands nederlandse"),
    ("ukraine", Plain, "ukrainian"),
    ("australia", Plain, "australian"),
];

/// Words that are short for several.
pub const EXPANSIONS: &[(&str, &[&str])] = &[
    ("tu", &["technology", "university"]),
    ("uc", &["university", "california"]),
    ("mpi", &["max", "planck", "institute"]),
    ("universitatsklinikum", &["university", "hospital"]),
    ("universitaetsklinikum", &["university", "hospital"]),
    ("universitatsspital", &["university", "hospital"]),
    ("universitatsmedizin", &["university", "medicine"]),
    ("universitatskliniken", &["university", "hospital"]),
    ("chu", &["university", "hospital", "center"]),
];

type Table = (HashMap<&'static str, &'static str>, HashMap<&'static str, Class>);

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (mut forms, mut classes) = (HashMap::new(), HashMap::new());
        for (word, class, others) in WORDS {
            classes.insert(*word, *class);
            forms.insert(*word, *word);
            others.split(' ').filter(|o| !o.is_empty()).for_each(|other| {
                forms.entry(other).or_insert(word);
            });
        }
        (forms, classes)
    })
}

/// The word that stands for this one, if the table has it.
pub fn canonical(folded: &str) -> Option<&'static str> {
    table().0.get(folded).copied()
}

pub fn class(canonical: &str) -> Class {
    table().1.get(canonical).copied().unwrap_or_default()
}

/// Every form in the table with the word it stands for.
pub fn forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().flat_map(|(word, _, others)| std::iter::once(*word).chain(others.split(' ').filter(|o| !o.is_empty())).map(|f| (f, *word)))
}
