"""Short and everyday forms of Dutch given names: "Bram" is an Abraham, "Leentje" a Helena or a Magdalena."""

from __future__ import annotations

from functools import lru_cache

from graph.people.folding import fold

TABLE = """
Aad Adriaan Adrianus Arie; Aafke Aaf Aafje; Aaltje Aal Alida Aleida; Ab Abraham Albert Abel; Abdel Abdelkader Abdellah
Abdelkarim Abdelaziz Abdelhamid Abderrahman; Ad Adriaan Adrianus Adelbert; Ada Adriana Adelheid; Adri Adriaan Adriana
Adrianus; Alex Alexander Alexandra; Ali Alida Aleida; Alie Alida Aleida Alberdina; Andre Andreas Andries; Andries
Andreas; Ank Anna Antonia; Anke Anna; Anne Anna; Annet Anna Annetta; Annie Anna Johanna Antonia; Anouk Anna; Ans Anna
Johanna Antonia Agnes; Ansje Anna; Antje Anna Antonia; Anton Antonius Anthonius; Antoon Antonius; Appie Albert
Abraham; Arend Arnoldus; Arie Adriaan Adrianus Arend; Arjan Adriaan Adrianus; Arno Arnold Arnoldus; Bart Bartholomeus
Bartolomeus Bartel Lambertus; Bas Sebastiaan Bastiaan; Bea Beatrix Beatrijs Beatrice; Beb Elisabeth; Ben Bernard
Benjamin Bernardus; Bennie Bernard Benjamin; Benno Bernard Bernardus; Bep Elisabeth Lambertus; Beppie Elisabeth; Bert
Albert Lambert Lambertus Egbert Hubert Hubertus Robbert Norbert Gijsbert Engelbert; Bertus Albertus Lambertus Hubertus
Gijsbertus Engelbertus; Betje Elisabeth; Bets Elisabeth; Betsy Elisabeth; Betty Elisabeth; Bob Robert; Bobby Robert;
Bram Abraham; Brecht Engelbrecht Lambrecht; Carla Carolina; Carolien Carolina; Cato Catharina; Cees Cornelis; Chris
Christiaan Christina Christine Christianus Christoffel Christian; Christien Christina; Claartje Clara; Co Jacobus
Jacob Jacoba Cornelis Jacobine; Coba Jacoba; Cobie Jacoba; Coby Jacoba; Cor Cornelis Cornelia Cornelius; Corrie
Cornelia; Corry Cornelia; Daan Daniel Daniël; Dani Daniel Daniël Daniela; Danny Daniel Daniël; Debbie Deborah; Dick
Dirk Diederik Theodorus Hendrik; Dien Gerardina Bernardina Diena Gerdina Hendrina; Dina Gerardina Bernardina
Berendina; Diny Gerardina Bernardina Berendina Hendrina; Dirk Diederik Theodorus; Dolf Adolf Rudolf Adolphus; Door
Theodora Dorothea; Doortje Theodora Dorothea; Dora Theodora Dorothea Isidora; Dorien Theodora Dorothea; Driek Hendrik
Hendrika; Dries Andries Andreas; Ed Eduard Edward Edwin; Eddy Eduard Edward Edmond; Eef Evert Eva; Eli Eliaser Elias
Elisabeth; Ella Elisabeth Gabriella; Ellen Elisabeth Helena; Elly Elisabeth Helena Petronella; Els Elisabeth Elsbeth
Elisabetha; Elsa Elisabeth; Elsje Elisabeth; Ernst Ernestus; Fem Femke Femmigje; Fenna Fennechien Fennigje; Ferdi
Ferdinand; Ferry Ferdinand; Fieke Sophia Josephina; Fien Josephina Josefina Seraphina; Flip Philip Filip Philippus;
Fons Alphonsus Alfons Alphons; Francien Francina; Frank Franciscus Francis; Frans Franciscus; Fransje Francisca; Fred
Frederik Alfred Frederick Manfred Fredericus; Freek Frederik Fredericus; Fré Frederik; Frits Frederik Fredericus
Gerrit; Geertje Geertruida; Gees Gesina; Geesje Gesina; Ger Gerard Gerardus Gerrit Gerarda Gerritje; Gerben Gerbrand;
Gerda Gerarda Gerardina Gerhardina; Gerrie Gerarda Gerritje Gerardina; Gerrit Gerhardus Gerardus; Gert Gerard Gerardus
Gerrit Gerhardus; Gijs Gijsbert Gijsbertus Egidius; Gon Hillegonda Aldegonda; Gonda Hillegonda Aldegonda; Govie
Goverdien Govert; Gre Margaretha; Greet Margaretha Margriet Margareta; Greetje Margaretha Margriet Margareta; Greta
Margaretha; Griet Margaretha; Grietje Margaretha; Guus August Augustus Augustinus Gustaaf Augusta; Han Johan Johannes
Johanna; Hanna Johanna; Hanneke Johanna; Hannes Johannes; Hannie Johanna; Hanny Johanna; Hans Johan Johannes Johanna;
Harm Harmannus Hermanus Hermannus Harmen; Harrie Henricus Hendrikus; Harry Henricus Hendrik Hendrikus Harold; Hein
Hendrik Henricus Heinrich; Heleen Helena; Hen Hendrik; Henk Hendrik Hendrikus Henricus; Hennie Hendrik Hendrika
Hendrina; Henny Hendrik Hendrika Hendrina; Henri Hendrik Henricus; Herman Hermanus Hermannus; Hetty Henriëtte
Henriette Hester; Hilly Hillegonda; Hub Hubertus; Huib Huibert Hubertus Hubrecht; Ida Idalia; Ids Idse; Ien Catharina
Ina Gesina; Ies Israel Isaac; Ilse Elisabeth; Ina Catharina Gesina Klazina Hendrina Wilhelmina; Ineke Catharina Gesina
Klazina; Inge Ingeborg; Ivo Yvo; Jaantje Adriana; Jaap Jacob Jacobus Jakob; Jack Jacob Jacobus Johannes; Jaco Jacobus
Jacob; Jacques Jacobus; Jan Johannes Johan Joannes; Janneke Johanna Jannetje Adriana; Jannie Johanna Jantje; Janny
Johanna Jantje; Jans Johanna Johannes; Jantje Johanna; Jeanne Johanna; Jef Jozef Josephus Joseph; Jeroen Hieronymus;
Jet Henriëtte Henriette Mariëtte; Jo Johan Johannes Johanna Josephus Jozef; Joe Joseph; Joep Jozef Josephus Joseph;
Joke Johanna; Jolle Joel; Joop Johan Johannes Josephus; Joos Judocus; Joost Justus Judocus; Jopie Johanna; Jos
Josephus Jozef Johannes Joseph Josephina; Josje Johanna Josephina; Jur Jurriaan Jurgen Jurjen; Kaat Catharina; Kaatje
Catharina; Karel Carolus Karolus; Karin Catharina; Kato Catharina; Katrien Catharina; Kee Cornelia; Kees Cornelis
Cornelius; Keetje Cornelia; Kick Cornelis; Kitty Catharina; Klaartje Clara Klara; Klaas Nicolaas Nikolaas; Ko Jacobus
Jakobus; Koen Koenraad Coenraad; Koos Jacobus Jakobus Jacob Jacoba; Kor Cornelis Kornelis; Krijn Quirinus Crijn; Leen
Leendert Leonardus Helena Magdalena; Leendert Leonardus; Leentje Helena Magdalena Leendertje; Lena Helena Magdalena;
Leni Helena Magdalena; Leny Helena Magdalena; Leo Leonardus Leopold Leonard Leonora; Lex Alexander; Lia Cornelia
Amalia Julia; Lideke Lidewij; Lien Carolina Catharina Helena Paulina; Lies Elisabeth Elizabeth; Liesbeth Elisabeth;
Liesje Elisabeth; Lisette Elisabeth; Lode Lodewijk; Loes Louise Lucia Elisabeth; Lotte Charlotte Liselotte; Lou Louis
Louise Lodewijk Lourens Ludovicus; Louis Lodewijk Ludovicus; Lowie Lodewijk Louis; Luc Lucas; Luuk Lucas; Maaike
Maria; Maarten Martinus; Maartje Martina Martha; Magda Magdalena; Mannes Hermannus; Manus Hermanus Hermannus; Mar
Maria Margaretha Marcel; Marga Margaretha; Margo Margaretha Margriet; Margriet Margaretha; Marian Maria; Marie Maria;
Mariet Maria; Marietje Maria; Marijke Maria; Marleen Maria Magdalena; Mart Martinus Marten Martin Martijn; Martien
Martinus Martina; Mathieu Mattheus Mathijs; Mau Maurits; Max Maximiliaan Maximilian; Meindert Meinardus; Mia Maria;
Mie Maria; Mieke Maria; Mien Wilhelmina Hermina Jacomina; Miep Maria Wilhelmina; Mies Maria Wilhelmina; Mike Michael
Michiel; Mina Wilhelmina Jacomina Hermina; Minnie Wilhelmina; Mirjam Maria; Mo Mohamed Mohammed Mohammad Muhammad
Maurits Moniek; Mon Salomon Simon Edmond Raymond; Mona Ramona Monica; Moos Mozes; Mus Mustafa Mostafa; Nand Fernand;
Nard Bernard Leonard; Neel Cornelia; Nel Petronella Cornelia Neeltje; Nellie Petronella Cornelia; Nelly Petronella
Cornelia; Netty Antoinette Annette Jeannette; Nick Nicolaas Nicholas; Nico Nicolaas Nicolaus; Nicolien Nicolina; Niek
Nicolaas Dominicus; Nies Agnes Denise; Nol Arnoldus Arnold; Noor Eleonora Noordje; Olga Helga; Otto Ottho; Paul
Paulus; Paula Paulina Pauline; Pauline Paulina; Pauw Paulus; Peer Petrus; Pepijn Pippijn; Peter Petrus; Pia Maria; Pie
Petrus; Piet Petrus Pieter; Pieter Petrus; Pietje Petronella; Pim Willem Wilhelmus; Pleun Apollonia; Puck Elisabeth;
Ramon Raymundus; Ramón Raymundus; Rein Reinier Reinder Reinhard; Ria Maria; Rie Maria Hendrika; Riek Hendrika
Frederika; Riekje Hendrika; Rien Marinus Rinus; Riet Maria Margaretha; Rik Hendrik Frederik Richard; Rika Hendrika
Frederika; Rikus Hendrikus; Rini Marinus Marina Catharina; Rinus Marinus Martinus; Rita Margaretha Margarita; Rob
Robert Robrecht Robertus; Robbie Robert; Roel Roelof Rudolf Roeland; Ron Ronald; Ronny Ronald; Roos Rosa Rosalie
Rosalia; Rudy Rudolf; Ruth Rutger; Ruud Rudolf Rudolph Ruurd Ruard; Saar Sara Sarah; Saartje Sara Sarah; Sal Salomon;
Sam Samuel Samuël Samantha Samira; Sander Alexander; Sandra Alexandra; Sep Giuseppe Joseph; Siem Simon; Sien Gesina
Klasina Rosina Francina Jansina; Sientje Gesina Klasina; Sijtje Sijtske; Sjaak Jacobus Isaac Jacob; Sjaan Adriana
Johanna; Sjaantje Adriana Johanna; Sjef Jozef Josephus; Sjeng Johannes; Sjoerd Siegfried; Sjors Georgius George; Sofie
Sofia Sophia; Sophie Sophia Sofia; Stans Constantia; Steef Stefan Stephanus; Stef Stefan Stephanus Stefanie; Steven
Stephanus; Stien Christina Justina Augustina; Stijn Augustijn Constantijn; Suus Susanna Suzanna; Suze Susanna; Tadek
Tadeusz; Teun Antonius Teunis; Teunis Antonius; Thea Theodora Dorothea; Theo Theodorus Theodoor; Thijs Mathijs
Matthijs Matthias; Thom Thomas; Tiemen Timon; Ties Matthias Mathijs Matthijs; Til Mathilda Mathilde; Tilly Mathilda
Mathilde; Tim Timotheus Timothy Timon; Tina Christina Martina Albertina; Tine Christina Martina; Tineke Christina
Martina Catharina Trijntje; Tini Martinus Martina Antonius; Tinus Martinus; Tiny Martina Martinus Christina Albertina;
Toine Antonius Antoine; Tom Thomas; Ton Antonius Antoon Antonia; Toni Antonius Antonio Antonia; Tonny Antonius
Antonia; Toon Antonius; Toos Catharina Antonia; Trees Theresia Theresa; Treesje Theresia; Trien Catharina; Trijn
Catharina; Trijntje Catharina; Trudy Geertruida Gertrudis; Trui Geertruida; Truida Geertruida; Truus Geertruida
Gertrudis; Ursie Ursula; Wiel Wilhelmus Willem; Wielie Wilhelmus; Wies Louise Aloysia; Wijnand Wijnandus; Wil Willem
Wilhelmina Wilhelmus; Will Willem Wilhelmus; Willem Wilhelmus; Willemien Wilhelmina; Willie Willem Wilhelmina; Willy
Willem Wilhelmina Wilhelmus; Wim Willem Wilhelmus; Wout Wouter Walter Woutherus; Wouter Walterus; Xander Alexander;
Zef Jozef Josephus; Zus Suzanna
"""


@lru_cache(maxsize=1)
def _read_table() -> dict[str, frozenset[str]]:
    rows = (fold(entry).split() for entry in TABLE.split(";"))
    return {short: frozenset(full) for short, *full in rows}


@lru_cache(maxsize=1)
def _read_reverse() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for short, names in _read_table().items():
        for name in names:
            found.setdefault(name, set()).add(short)
    return {name: frozenset(shorts) for name, shorts in found.items()}


def list_full_names(short: str) -> list[str]:
    """Return, sorted, the given names that ``short`` is an everyday form of."""
    return sorted(_read_table().get(short, ()))


def list_short_names(full: str) -> list[str]:
    """Return, sorted, the everyday forms of the given name ``full``."""
    return sorted(_read_reverse().get(full, ()))


def is_short_for(short: str, full: str) -> bool:
    """Return whether ``short`` is an everyday form of the given name ``full``, both in small letters.

    >>> is_short_for("bram", "abraham"), is_short_for("jan", "janneke"), is_short_for("radj", "radjinder")
    (True, False, True)
    """
    if full in _read_table().get(short, ()):
        return True
    # an unlisted beginning of four letters or more; of a Dutch diminutive or another form it proves nothing
    return len(short) >= 4 and len(full) >= len(short) + 3 and full.startswith(short) and short not in _read_table()
