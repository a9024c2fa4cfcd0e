//! The words that records are invented from. All lists are ours; none is taken from printed proceedings.

/// How the names of a people are made: given names, family names, and the places and countries where they work.
pub struct Tradition {
    pub given: &'static str,
    pub family: &'static str,
    /// Names of universities and firms; `*` stands for a town.
    pub organizations: &'static str,
    pub towns: &'static str,
    pub country: &'static str,
    /// How often it occurs.
    pub weight: u32,
}

pub const TRADITIONS: &[Tradition] = &[
    Tradition {
        given: "Alice|Martin|Fiona|Graham|Helen|Oliver|Peter|Ruth|Simon|Clare|J. R.|Edith M.|T.|Rosalind|Neil|Anne-Marie",
        family: "Hartley|Thornbury|O'Dowd|MacAllen|Whitcombe|Ashdown|Pemberly|Langstaff|Birchall|Cole-Smythe|Rudge|Farrant|Young|King|Field|Marsh",
        organizations: "University of *|* University|* College|Royal Institute of *|* Research Ltd.|University of *, Eastgate|National Centre for Computing|Independent Researcher|University College *",
        towns: "Northmoor|Kettleby|Ashwick|Dunmarsh|Fenbridge|Saltholme|Wexcombe|Harrowfield",
        country: "United Kingdom",
        weight: 12,
    },
    Tradition {
        given: "John|Emily|Michael|Susan|David|Karen|Robert|William E.|Laura|James|Patricia A.|Kevin|Daniel|Megan|Yun-Seo (Vivian)|Sam",
        family: "Miller|Carpenter|Brubaker|Davis|Kowalsky|Van Houten|Jefferson|St. Clair|Walker|Bloom|Reyes-Holt|Lindqvist|Hale|McGuire|Page|Brown",
        organizations: "* State University|University of *|* Institute of Technology|* Labs, Inc.|* Research|Acme Systems|University of * at Lakeside|* Polytechnic|Department of Computer Science, University of *|NetKettle, Inc.|Pacific Institute of Drift|U.S. Naval Computing Laboratory",
        towns: "Cedar Falls|Prairie Point|Dry Creek|Hollowell|Pinewood|Granite|Marlow|Two Rivers",
        country: "USA",
        weight: 22,
    },
    Tradition {
        given: "Jürgen|Anja|Klaus|Hannelore|Björn|Ulrike|Matthias|Käthe|Hans-Peter|Sören|Dörte|Lukas",
        family: "Müllner|Steinbach|Großkopf|von der Heide|Weißmann|Kühl|Schröter|Bäumler|Hagedorn|Zimmerling|Vogt|Jäger",
        organizations: "Universität *|Technische Universität *|Hochschule *|Institut für Informatik, Universität *|* GmbH|University of *|Forschungszentrum *",
        towns: "Altenbrück|Neustetten|Grünwalde|Rheinsfeld|Hohenlinde|Mühlau",
        country: "Germany",
        weight: 12,
    },
    Tradition {
        given: "Jean-Luc|Hélène|François|Amélie|Benoît|Chloé|Étienne|Solène|Rémi|Anne|Loïc|Agnès",
        family: "Cazenave|Lefèbre|de la Tour|Marchand|Bérard|D'Aubigny|Thibodeau|Le Goff|Pérrin|Roche|Guérin|Saint-Amand",
        organizations: "Université de *|Université * 3|École Normale de *|CNRS-LIMA, Université de *|LRTI-CNRS|Institut Polytechnique de *|ENSI *|* Télécom",
        towns: "Montclair|Beaurivage|Saint-Aubin|Vaucelle|Roquefleur",
        country: "France",
        weight: 10,
    },
    Tradition {
        given: "José|María del Carmen|Íñigo|Lucía|Andrés|Begoña|Joaquín|Núria|Tomás|Inés",
        family: "Villanueva Roca|García-Prados|de la Fuente|Muñoz Saavedra|Ibáñez|Quintana|Peña|Alarcón|Ruiz Olmedo|Castaño",
        organizations: "Universidad de *|Universidad Politécnica de *|Universidad del Viento|Instituto de * de Informática|* Software S.L.",
        towns: "Villaseca|Montealto|Puerto Claro|Alameda|Rioseco",
        country: "Spain",
        weight: 7,
    },
    Tradition {
        given: "Giulia|Matteo|Francesca|Niccolò|Paolo|Chiara|Luca|Beatrice|Pier Luigi|Alessio",
        family: "Ferrante|Moro|Di Stefano|Dell'Acqua|Brambilla|Pirandelli|Lo Monaco|Zanetti|Bianchetti|Gallo",
        organizations: "Università di *|Politecnico di *|Università degli Studi di *|ISTEC-CNR|Consorzio *",
        towns: "Valdoro|Pietranera|Montesole|Acquaviva|Lagofermo",
        country: "Italy",
        weight: 7,
    },
    Tradition {
        given: "João|Inês|Gustavo|Conceição|Rui|Mônica|Thiago|Luís|Ana Beatriz|Sílvio",
        family: "Pacheco|dos Santos Lima|Conceição|Cordeiro|Magalhães|da Fonseca|Brandão|Avelar Neto|Simões|Vilaça",
        organizations: "Universidade de *|Universidade Federal de *|Instituto Superior de *|Universidade Nova de *",
        towns: "Campo Belo|Ribeira Alta|Vila Serena|Porto Manso",
        country: "Portugal",
        weight: 5,
    },
    Tradition {
        given: "Wout|Marijke|Pieter|Saskia|Joris|Anneke|Ruben|Lotte",
        family: "van der Meulen|de Vries-Bakker|Hoekstra|van Dijkhuizen|Peeters|ten Brink|Vermeersch|Kuipers",
        organizations: "* University|Technische Universiteit *|University of *|Hogeschool *|Ladle Labs B.V.",
        towns: "Zandwijk|Oosterveen|Merelbeek|Waterloo aan Zee",
        country: "The Netherlands",
        weight: 6,
    },
    Tradition {
        given: "Åsa|Bjørn|Sólveig|Jukka-Pekka|Hanna|Øystein|Kirsi|Þór|Pelle|Unni",
        family: "Ylönen|Nordgren|Hauksdóttir|Mørk|Kjellberg|Sandvik|Väisälä|Bratland|Lindström|Ek",
        organizations: "* University|University of *|Fjordside University|* University of Technology|Norsk * AS",
        towns: "Langholm|Norwick|Ulvesund|Kivijärvi",
        country: "Norway",
        weight: 5,
    },
    Tradition {
        given: "Zofia|Paweł|Zdeněk|Božena|Miloš|Ágnes|Jiří|Katarzyna|László|Dragan|Łukasz|Ştefan",
        family: "Malinowska|Wysocki|Dvořáček|Hlaváčová|Kovačević|Szabó|Nový|Grzybowska|Țepeș|Dragan|Černý ml.|Wójcik",
        organizations: "University of *|* University of Technology|Czech Institute of *|Polish Academy of Computing|* Technical University",
        towns: "Brzezina|Horní Lhota|Novigrad|Szentpál",
        country: "Poland",
        weight: 6,
    },
    Tradition {
        given: "Wei|Xiaoming|Li|Yuxin|Jing|Hao|Zhenyu|Mei-Ling|Bo|Qiang|Ruixue|Xin",
        family: "Zhang|Wang|Li|Chen|Liu|Xu|Huang|Ouyang|Yu|Zhao|Lin|Ma",
        organizations: "* University|* University of Science and Technology|University of *|Lotus Research Asia|* Academy of Sciences",
        towns: "Donghai|Lanshan|Xinping|Baihe",
        country: "China",
        weight: 14,
    },
    Tradition {
        given: "Yuto|Haruka|Kenichi|Mariko|Takashi|Rika|Shun'ichi|Koji",
        family: "Hayashida|Amakusa|Shimoda|Onodera|Fujisaki|Mori|Oda|Kuroiwa",
        organizations: "* University|University of *|* Institute of Technology|Tsuru Corporation|NRT Laboratories",
        towns: "Aozora|Hinata|Minatogawa|Kitahama",
        country: "Japan",
        weight: 7,
    },
    Tradition {
        given: "Seo-yeon|Min-Jun|Hyun Woo|Jiho|Eunji|Sang-hoon",
        family: "Kim|Park|Baek|Choi|Seong|Yoon",
        organizations: "* National University|* University|KIST-*|Hanbit Electronics",
        towns: "Saebyeok|Hanul|Byeolmaru",
        country: "Korea",
        weight: 5,
    },
    Tradition {
        given: "Amit|Lakshmi|Rajesh|Ananya|Ganesh Sundar|Sukumari|Priyanka|Ravi|P. V. S.|Mandira",
        family: "Chatterjee|Iyengar|R|S|Deshpande|Bhattacharyya|Nair|K S|Raghunathan|Sen",
        organizations: "Indian Institute of Computing *|* University|University of *|IIC *|Centre for Language Studies, *",
        towns: "Malgudi|Suryapur|Chandanagar|Kamalnagar",
        country: "India",
        weight: 8,
    },
    Tradition {
        given: "Faisal|Noor|Khalid|Leila|Bilal|Mohamed Amine|Reza|Shirin",
        family: "Rahimi|Sabri|Al-Khatib|Ben Youssef|El Mansouri|Chaudhry|Nazarian|bin Salim",
        organizations: "University of *|* University of Science and Technology|American College of *|Université de *",
        towns: "Al Waha|Qasr Jadid|Bandar Noor",
        country: "United Arab Emirates",
        weight: 4,
    },
    Tradition {
        given: "Olga|Dmitry|Svetlana|Andrei|Ekaterina|Nikos|Eleni|Yiannis",
        family: "Vorontsova|Belyakov|Karras|Papadimas|Smirnitsky|Zaytseva|Stavrakis|Lebedev",
        organizations: "* State University|University of *|Institute of Informatics, *|ICS-ORTH",
        towns: "Belozersk|Petrogorsk|Nea Polis|Lefkada",
        country: "Greece",
        weight: 5,
    },
    Tradition {
        given: "Emre|Ayşe|Gülşen|Mehmet Ali|Çağrı|İrem",
        family: "Yıldırım|Öztekin|Çelikoğlu|Şahinbaş|Demirtaş|Kılıç",
        organizations: "* Technical University|* University|University of *",
        towns: "Yenişehir|Karaköy|Göldere",
        country: "Turkey",
        weight: 3,
    },
    Tradition {
        given: "Abena|Oluwaseun|Wanjiru|Kwame|Solomon|Thandiwe|Chinelo|Amadou",
        family: "Osei|Adeyemi|Kamau|Nwosu|Adjei|Mokoena|Diallo|Cissé",
        organizations: "University of *|* University|* University of Technology|Université des Dunes",
        towns: "Kirumba|Blue Hills|Oba Ile|Mapungo",
        country: "South Africa",
        weight: 4,
    },
    Tradition {
        given: "Nguyen Van|Thi Mai|Quoc-Bao|Minh Chau|Hoang",
        family: "Tran|PHAM|Le|Vo|Dinh",
        organizations: "* University of Technology|National University of *|University of Science, *",
        towns: "Binh An|Hoa Lac|Song Xanh",
        country: "Vietnam",
        weight: 3,
    },
];

/// Where conferences meet.
pub const CITIES: &str = "Ghent, Belgium|Portland, OR, USA|San Diego, California, USA|Lisbon, Portugal|Kyoto, Japan|Porto Alegre, Brazil|Umeå, Sweden|Aachen, Germany|Toulouse, France|Melbourne, Australia|Cork, Ireland|Pune, India|Turku, Finland|Valparaíso, Chile|Trento, Italy|Maastricht, The Netherlands|Vienna, Austria|Virtual Event|Brno, Czech Republic|Halifax, Nova Scotia, Canada|Incheon, South Korea|New York City, NY, USA|Zaragoza, Spain";

pub const PUBLISHERS: &str =
    "Quill & Lamp Press|The Kettle Association|Society for Imaginary Systems|Northmoor University Press|Paper Boat Publishing";

pub const SPONSORS: &str = "Acme Systems|NetKettle, Inc.|Ladle Labs|Lotus Research|Hanbit Electronics|Tsuru Corporation|Paper Boat Publishing|The Kettle Foundation|National Science Fund|Driftwood Computing|University of Northmoor|IMAGSOFT|Society for Imaginary Systems|Region of Valdoro|Umbrella & Sons";

pub const SERIES: &str = "Conference on Distributed Memory|Workshop on Language Resources and Tools|Symposium on Patient Computing|Conference on Information Gathering|Workshop on Adaptive Storage Systems|Conference on Music and Sound Analysis|Symposium on Programming Environments|Workshop on Trustworthy Agents|Conference on Document Engineering and Layout|Meeting of the Society for Imaginary Systems|Workshop on Sensor Networks and Applications|Conference on Enterprise Modelling";

/// Titles are made of these by the patterns below: `A` adjective, `N` noun, `P` plural, `G` gerund, `M` method, `X` name of
/// a system, `D` domain, `O` tail.
pub const ADJECTIVES: &str = "Distributed|Low-Resource|Adaptive|Scalable|Fault-Tolerant|Neural|Unsupervised|Energy-Aware|Multi-Agent|Real-Time|Probabilistic|Lightweight|Cross-Lingual|Secure|Incremental|Explainable|Hierarchical|Context-Sensitive|Open-Source|Semantic|Mobile|Interactive|End-to-End|Higher-Order";
pub const NOUNS: &str = "Cache Coherence|Translation|Storage|Parsing|Scheduling|Annotation|Replication|Consensus|Indexing|Segmentation|Checkpointing|Type Inference|Query Optimization|Summarization|Garbage Collection|Virtualization|Provenance|Transcription|Load Balancing|Sentiment Analysis|Ontology Matching|Melody Retrieval|Trust|Argumentation";
pub const PLURALS: &str = "Sensor Networks|File Systems|Treebanks|Embeddings|Transducers|Routing Tables|Virtual Machines|Folk Songs|Enterprise Models|Question Answering Systems|Peer-to-Peer Overlays|Language Models|Graph Databases|Hypervisors|Spreadsheets|Web Archives|Compilers|Bloom Filters|Dialogue Agents|Multicore Processors|News Articles|Clinical Notes";
pub const GERUNDS: &str = "Learning|Detecting|Measuring|Rethinking|Exploiting|Understanding|Improving|Debugging|Predicting|Compressing|Evaluating|Modelling|Aligning|Generating|Recovering";
pub const METHODS: &str = "Conditional Random Fields|Shadow Paging|Bidirectional Search|Formal Concept Analysis|Byte-Level Features|Weak Supervision|Lazy Replication|Graph Rewriting|Self-Training|Petri Nets|Linear Programming|Hidden Variables|Speculative Execution|Contrastive Learning";
pub const SYSTEMS: &str = "GRAVEL|Heron|PebbleFS|KITE-2|Moth|uLadle|TreeTop|SANDBOX++|Driftnet|Quoll|NORA|BriX|Magpie|Team Teapot|L3Cube";
pub const DOMAINS: &str = "the Cloud|Portuguese and Galician|Data Centers|the Browser|Clinical Practice|Higher Education|Agglutinative Languages|the Home|Smart Cities|Wide-Area Networks|Indian Languages|the Large|19th-Century Newspapers|Social Media|Embedded Platforms|Twitter";
pub const TAILS: &str = "A Case Study|Lessons from the Field|A Survey|An Empirical Comparison|Theory and Practice|First Results|The Story So Far|A Shared Task Overview|Challenges and Opportunities|A Position Paper|Ten Years Later|Two Approaches Compared";

pub const PATTERNS: &str = "A N for P|G P with M|X: A N in D|On the N of P|Towards A N for P|A N and N|G A P|X: G N for P in D|N in P: O|Is N Enough for P?|Why P Fail|A P for N in D|G N of P Using M|N without N|X at Task 3: M for A N|How Not to Break P: O|A N of A P through M and A N in D|The N Problem Revisited|P|A Study of A N in P, with Applications to N and N|From P to P|M for N, N, and N: O|Can P Benefit from N? O|X|Do We Need N? The Role of M in N";

/// The same in other languages; `N` nouns, `P` things, `D` places are theirs.
pub struct Tongue {
    pub patterns: &'static str,
    pub nouns: &'static str,
    pub things: &'static str,
    pub places: &'static str,
    pub series: &'static str,
    pub topics: &'static str,
}

pub const GERMAN: Tongue = Tongue {
    patterns: "N für P|N von P in D|Zur N von P|Ein Verfahren zur N von P|X: N und N in D|Wie gelingt N in D?|Von P zu P: Erfahrungen mit der N|N ohne N",
    nouns: "Übersetzung|Annotation|Modellierung|Fehlersuche|Spracherkennung|Verschlüsselung|Auswertung|Archivierung|Steuerung",
    things: "verteilten Speichern|Wörterbüchern|Sensornetzen|Geschäftsprozessen|Softwarearchiven|Zeitungstexten|Datenbanken",
    places: "der Lehre|der Verwaltung|großen Unternehmen|der Praxis|ländlichen Räumen",
    series: "Fachtagung Verteilte Systeme|Tagung Sprache und Rechnen|Workshop Lehre der Informatik",
    topics: "Modelle und Methoden|Werkzeuge|Lehre|Sicherheit|Anwendungen|Sprachverarbeitung",
};

pub const FRENCH: Tongue = Tongue {
    patterns: "N de P|N pour P dans D|Vers une N de P|X : une approche de N pour P|Étude de la N de P dans D|Comment évaluer la N ?|De la N à la N : le cas de P|Une méthode de N pour P",
    nouns: "traduction|annotation|segmentation|désambiguïsation|modélisation|détection|résolution d'anaphores|compression|vérification",
    things: "textes médicaux|réseaux de capteurs|corpus oraux|dictionnaires anciens|lexiques bilingues|systèmes répartis|bases de données",
    places: "l'enseignement|le domaine juridique|les langues peu dotées|la presse ancienne|l'entreprise",
    series: "Conférence sur le Traitement des Documents|Journées Langue et Calcul|Atelier sur les Systèmes Répartis",
    topics: "Lexique et sémantique|Traduction automatique|Posters|Oral|Corpus et ressources|Sécurité",
};

pub const SPANISH: Tongue = Tongue {
    patterns: "N de P|N para P en D|Hacia la N de P|X: un sistema de N de P|Evaluación de la N en D|Una propuesta de N para P|Cómo mejorar la N de P",
    nouns: "traducción|anotación|segmentación|recuperación|modelización|detección|clasificación|compresión|verificación",
    things: "textos médicos|redes de sensores|corpus orales|diccionarios históricos|sistemas distribuidos|bases de datos",
    places: "la enseñanza|el ámbito jurídico|las redes sociales|la empresa",
    series: "Congreso de Procesamiento de Documentos|Jornadas de Lengua y Cálculo",
    topics: "Corpus y recursos|Traducción automática|Seguridad|Aplicaciones|Artículos cortos",
};

pub const ITALIAN: Tongue = Tongue {
    patterns: "N di P|N per P in D|Verso la N di P|X: un sistema di N per P|Valutazione della N in D|Una proposta di N per P",
    nouns: "traduzione|annotazione|segmentazione|modellazione|classificazione|compressione|verifica",
    things: "testi medici|reti di sensori|corpora orali|dizionari storici|sistemi distribuiti|basi di dati",
    places: "ambito giuridico|azienda|aula|rete",
    series: "Convegno sui Sistemi Distribuiti|Giornate di Lingua e Calcolo",
    topics: "Corpora e risorse|Traduzione automatica|Sicurezza|Applicazioni",
};

pub const PORTUGUESE: Tongue = Tongue {
    patterns: "N de P|N para P em D|Rumo à N de P|X: um sistema de N de P|Avaliação da N em D|Uma proposta de N para P",
    nouns: "tradução|anotação|segmentação|recuperação|modelação|detecção|classificação|compressão|verificação",
    things: "textos médicos|redes de sensores|corpora orais|dicionários históricos|sistemas distribuídos|bases de dados",
    places: "ambiente escolar|redes sociais|empresas|contexto jurídico",
    series: "Simpósio de Sistemas Distribuídos|Jornada de Língua e Computação",
    topics: "Corpora e recursos|Tradução automática|Segurança|Aplicações|Artigos curtos",
};

pub const TOPICS: &str = "Networking|Storage|Machine Translation|Performance Monitoring|Evaluation|Security and Privacy|Language Resources|Virtualization|Agents|Information Retrieval|Short Papers|Poster Session|Systems in Practice|Best of the Rest|Programming Languages|Modelling and Simulation|Demonstrations|Music and Sound|Structured Overlays: State of the Art|Applications|Tools and Environments|Work in Progress|Semantics|Human Factors";
