<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Moebius</source>
        <translation>Über Moebius</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Sample photos</source>
        <translation>Beispielfotos</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>For a report of a fault. Your name and your home folder are left out; read it before you pass it on.</source>
        <translation>Für eine Fehlermeldung. Ihr Name und Ihr Benutzerordner sind darin nicht enthalten; lesen Sie den Text, bevor Sie ihn weitergeben.</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>Diagnose &amp;kopieren</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Moebius is made with the following; each keeps its own licence.</source>
        <translation>Moebius verwendet die folgenden Bestandteile; für jeden gilt seine eigene Lizenz.</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Lizenztext</translation>
    </message>
    <message>
        <source>No text came with this part; see its address above.</source>
        <translation>Diesem Bestandteil liegt kein Text bei; siehe die Adresse oben.</translation>
    </message>
    <message>
        <source>Moebius {version}</source>
        <translation>Moebius {version}</translation>
    </message>
    <message>
        <source>Paint over what should not be in a photo, and it is gone: full resolution, on your own computer.</source>
        <translation>Übermalen, was nicht ins Foto gehört – und es ist weg: in voller Auflösung, auf dem eigenen Computer.</translation>
    </message>
    <message>
        <source>Your photos never leave it. Moebius uses no network unless you ask.</source>
        <translation>Die Fotos verlassen ihn nie. Moebius nutzt das Netz nur auf Ihren Wunsch.</translation>
    </message>
    <message>
        <source>Free software under the Apache licence, version 2.0.</source>
        <translation>Freie Software unter der Apache-Lizenz, Version 2.0.</translation>
    </message>
    <message>
        <source>by {author}</source>
        <translation>von {author}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>Dars&amp;tellung</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;New from Clipboard</source>
        <translation>&amp;Neu aus Zwischenablage</translation>
    </message>
    <message>
        <source>Open Sam&amp;ple Photo</source>
        <translation>Be&amp;ispielfoto öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>&amp;Export Copy…</source>
        <translation>Kopie &amp;exportieren…</translation>
    </message>
    <message>
        <source>Pre&amp;vious Photo</source>
        <translation>&amp;Vorheriges Foto</translation>
    </message>
    <message>
        <source>Ne&amp;xt Photo</source>
        <translation>Nächstes Fo&amp;to</translation>
    </message>
    <message>
        <source>Save and Nex&amp;t</source>
        <translation>Speichern und &amp;weiter</translation>
    </message>
    <message>
        <source>&amp;Batch…</source>
        <translation>Sta&amp;pelverarbeitung…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy Photo</source>
        <translation>Foto &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Weights…</source>
        <translation>&amp;Gewichte…</translation>
    </message>
    <message>
        <source>Prefere&amp;nces…</source>
        <translation>Einste&amp;llungen…</translation>
    </message>
    <message>
        <source>Check for &amp;Updates</source>
        <translation>Nach &amp;Aktualisierungen suchen</translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation>Werk&amp;zeug</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>&amp;Maske</translation>
    </message>
    <message>
        <source>Take Awa&amp;y Instead of Adding</source>
        <translation>A&amp;bziehen statt hinzufügen</translation>
    </message>
    <message>
        <source>Smaller &amp;Brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Larger Brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Harder Brush</source>
        <translation>&amp;Härterer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Grow</source>
        <translation>&amp;Erweitern</translation>
    </message>
    <message>
        <source>&amp;Shrink</source>
        <translation>&amp;Verkleinern</translation>
    </message>
    <message>
        <source>&amp;Feather</source>
        <translation>&amp;Weiche Kante</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Umkehren</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Rectangle by &amp;Numbers…</source>
        <translation>&amp;Rechteck mit Zahlen…</translation>
    </message>
    <message>
        <source>L&amp;oad…</source>
        <translation>La&amp;den…</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>&amp;Reuse Last</source>
        <translation>Le&amp;tzte wiederverwenden</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove What Is Painted</source>
        <translation>&amp;Übermaltes entfernen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation>&amp;Neuer Versuch</translation>
    </message>
    <message>
        <source>&amp;Previous Variation</source>
        <translation>&amp;Vorige Variante</translation>
    </message>
    <message>
        <source>&amp;Next Variation</source>
        <translation>Nä&amp;chste Variante</translation>
    </message>
    <message>
        <source>Remove After &amp;Each Stroke</source>
        <translation>Nach &amp;jedem Strich entfernen</translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Soft&amp;er Brush</source>
        <translation>We&amp;icherer Pinsel</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation>An &amp;Fenster anpassen</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>&amp;200 %</source>
        <translation>&amp;200 %</translation>
    </message>
    <message>
        <source>Split &amp;Compare</source>
        <translation>Geteilter &amp;Vergleich</translation>
    </message>
    <message>
        <source>Only the &amp;Last Edit</source>
        <translation>Nur die &amp;letzte Änderung</translation>
    </message>
    <message>
        <source>&amp;Hide Mask</source>
        <translation>&amp;Maske ausblenden</translation>
    </message>
    <message>
        <source>Hide Mask (Hold)</source>
        <translation>Maske ausblenden (halten)</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>Verla&amp;uf</translation>
    </message>
    <message>
        <source>&amp;Variations</source>
        <translation>Var&amp;ianten</translation>
    </message>
    <message>
        <source>Films&amp;trip</source>
        <translation>Filmst&amp;reifen</translation>
    </message>
    <message>
        <source>Hide All &amp;Panels</source>
        <translation>Alle Bedienfelder aus&amp;blenden</translation>
    </message>
    <message>
        <source>&amp;Next Part of the Window</source>
        <translation>&amp;Nächster Fensterbereich</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>Vollbil&amp;d</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Sho&amp;w Original (Hold)</source>
        <translation>&amp;Original zeigen (halten)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;About Moebius</source>
        <translation>&amp;Über Moebius</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>Batch</source>
        <translation>Stapelverarbeitung</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Not any more</source>
        <translation>Nicht mehr</translation>
    </message>
    <message>
        <source>Dry &amp;run</source>
        <translation>Probe&amp;lauf</translation>
    </message>
    <message>
        <source>List what would happen to each photo; nothing is written.</source>
        <translation>Auflisten, was mit jedem Foto geschähe; geschrieben wird nichts.</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Stop after &amp;these</source>
        <translation>Nach &amp;diesen anhalten</translation>
    </message>
    <message>
        <source>Finish the photos in work, then end the batch.</source>
        <translation>Die Fotos in Arbeit fertigstellen, dann den Stapel beenden.</translation>
    </message>
    <message>
        <source>Cance&amp;l now</source>
        <translation>&amp;Jetzt abbrechen</translation>
    </message>
    <message>
        <source>End at once; nothing of the photos in work is written.</source>
        <translation>Sofort beenden; von den Fotos in Arbeit wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The last batch was not finished: {done} of {total} photos are done.</source>
        <translation>Der letzte Stapel wurde nicht beendet: {done} von {total} Fotos sind fertig.</translation>
    </message>
    <message>
        <source>Looking at the photos and opening the engine…</source>
        <translation>Fotos werden gesichtet, das Verfahren wird geladen…</translation>
    </message>
    <message>
        <source>The batch goes on.</source>
        <translation>Der Stapel läuft weiter.</translation>
    </message>
    <message>
        <source>Paused; the photos in work are finished first.</source>
        <translation>Angehalten; die Fotos in Arbeit werden noch fertig.</translation>
    </message>
    <message>
        <source>The batch ends after the photos in work.</source>
        <translation>Der Stapel endet nach den Fotos in Arbeit.</translation>
    </message>
    <message>
        <source>Ending the batch…</source>
        <translation>Der Stapel wird beendet…</translation>
    </message>
    <message>
        <source>The batch is running.</source>
        <translation>Der Stapel läuft.</translation>
    </message>
    <message>
        <source>This would happen; nothing has been written.</source>
        <translation>Das würde geschehen; geschrieben wurde nichts.</translation>
    </message>
    <message>
        <source>Interrupted; “Start” goes on where it stopped.</source>
        <translation>Unterbrochen; „Starten“ macht dort weiter, wo er stehen blieb.</translation>
    </message>
    <message>
        <source>Ended with failures; their reasons are listed above.</source>
        <translation>Mit Fehlern beendet; die Gründe stehen oben in der Liste.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Weitermac&amp;hen</translation>
    </message>
    <message>
        <source>The batch is still running.</source>
        <translation>Der Stapel läuft noch.</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation>Stapel abbrechen</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>Auswählen: {name}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Place of the mask</source>
        <translation>Lage der Maske</translation>
    </message>
    <message>
        <source>Beside each photo (name_mask.png)</source>
        <translation>Je Foto (Name_mask.png)</translation>
    </message>
    <message>
        <source>In a folder of their own</source>
        <translation>In einem eigenen Ordner</translation>
    </message>
    <message>
        <source>One mask for all photos</source>
        <translation>Eine Maske für alle Fotos</translation>
    </message>
    <message>
        <source>The mask painted now, for all photos</source>
        <translation>Die gerade gemalte Maske, für alle Fotos</translation>
    </message>
    <message>
        <source>Transparent parts of each photo</source>
        <translation>Durchsichtige Teile jedes Fotos</translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation>Foto auslassen</translation>
    </message>
    <message>
        <source>Stretch the mask to the photo</source>
        <translation>Maske auf das Foto strecken</translation>
    </message>
    <message>
        <source>Keep the mask&apos;s size and place it</source>
        <translation>Größe der Maske behalten und anlegen</translation>
    </message>
    <message>
        <source>Without location</source>
        <translation>Ohne Ort</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>No photo has a mask.</source>
        <translation>Kein Foto hat eine Maske.</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Folder with the photos</source>
        <translation>Ordner mit den Fotos</translation>
    </message>
    <message>
        <source>Also folders inside</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Folder with the masks</source>
        <translation>Ordner mit den Masken</translation>
    </message>
    <message>
        <source>Mask for all photos</source>
        <translation>Maske für alle Fotos</translation>
    </message>
    <message>
        <source>{stem} is the photo&apos;s name, {name} the name with its extension.</source>
        <translation>{stem} ist der Name des Fotos, {name} der Name mit Endung.</translation>
    </message>
    <message>
        <source>Do all again and replace files</source>
        <translation>Alles neu rechnen und Dateien ersetzen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>&amp;From folder</source>
        <translation>&amp;Aus Ordner</translation>
    </message>
    <message>
        <source>&amp;Into folder</source>
        <translation>&amp;In Ordner</translation>
    </message>
    <message>
        <source>What to remove</source>
        <translation>Was entfernt wird</translation>
    </message>
    <message>
        <source>&amp;Masks</source>
        <translation>&amp;Masken</translation>
    </message>
    <message>
        <source>Mas&amp;k folder</source>
        <translation>Mas&amp;kenordner</translation>
    </message>
    <message>
        <source>Mas&amp;k file</source>
        <translation>Mas&amp;kendatei</translation>
    </message>
    <message>
        <source>If si&amp;zes differ</source>
        <translation>Bei anderer &amp;Größe</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>Erstes Foto</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>Save &amp;quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>Metadat&amp;a</source>
        <translation>Me&amp;tadaten</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>En&amp;gine</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>&amp;Effort</source>
        <translation>A&amp;ufwand</translation>
    </message>
    <message>
        <source>&amp;Widen the mask by</source>
        <translation>Maske er&amp;weitern um</translation>
    </message>
    <message>
        <source>Sof&amp;t edge</source>
        <translation>Wei&amp;che Kante</translation>
    </message>
    <message>
        <source>&amp;Look around</source>
        <translation>Umge&amp;bung</translation>
    </message>
    <message>
        <source>{photo} becomes {result}</source>
        <translation>{photo} wird zu {result}</translation>
    </message>
    <message>
        <source>{photo} with its mask</source>
        <translation>{photo} mit Maske</translation>
    </message>
    <message>
        <source>The mask cannot be kept in “{folder}”: {reason}.</source>
        <translation>Die Maske lässt sich nicht in „{folder}“ ablegen: {reason}.</translation>
    </message>
    <message>
        <source>Choose the folder with the photos.</source>
        <translation>Wählen Sie den Ordner mit den Fotos.</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Wählen Sie einen Ordner für die Ergebnisse.</translation>
    </message>
    <message>
        <source>Choose the folder with the masks.</source>
        <translation>Wählen Sie den Ordner mit den Masken.</translation>
    </message>
    <message>
        <source>Choose the mask for all photos.</source>
        <translation>Wählen Sie die Maske für alle Fotos.</translation>
    </message>
    <message>
        <source>No mask is painted at the moment.</source>
        <translation>Zurzeit ist keine Maske gemalt.</translation>
    </message>
    <message>
        <source>Photos in the folders inside need “Also folders inside”.</source>
        <translation>Für Fotos in Unterordnern „Auch Unterordner“ ankreuzen.</translation>
    </message>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation>In „{folder}“ sind keine Fotos.</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>Fortschritt des Stapels</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation>Nur Probleme</translation>
    </message>
    <message>
        <source>Which photos are listed</source>
        <translation>Welche Fotos aufgelistet werden</translation>
    </message>
    <message>
        <source>Find name or reason</source>
        <translation>Name oder Grund suchen</translation>
    </message>
    <message>
        <source>Cop&amp;y list</source>
        <translation>List&amp;e kopieren</translation>
    </message>
    <message>
        <source>Open resul&amp;t</source>
        <translation>E&amp;rgebnis öffnen</translation>
    </message>
    <message>
        <source>Show in fol&amp;der</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>A dry run lists the photos and writes nothing.</source>
        <translation>Ein Probelauf listet die Fotos auf und schreibt nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) belong to no photo:</source>
        <translation>
            <numerusform>%n Maske gehört zu keinem Foto:</numerusform>
            <numerusform>%n Masken gehören zu keinem Foto:</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation>Fotos des Stapels</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>Was und warum</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>Schon erledigt</translation>
    </message>
    <message>
        <source>No mask</source>
        <translation>Keine Maske</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{finished} of {total} photos</source>
        <translation>{finished} von {total} Fotos</translation>
    </message>
    <message>
        <source>{rate} per second</source>
        <translation>{rate} pro Sekunde</translation>
    </message>
    <message>
        <source>{rate} per minute</source>
        <translation>{rate} pro Minute</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>No photos</source>
        <translation>Keine Fotos</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>No photo is open.</source>
        <translation>Kein Foto geöffnet.</translation>
    </message>
    <message>
        <source>Photo {size}, mask {mask} %, zoom {zoom} %</source>
        <translation>Foto {size}, Maske {mask} %, Zoom {zoom} %</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Before the last edit</source>
        <translation>Vor der letzten Änderung</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>“{path}” cannot be read: {reason}.</source>
        <translation>„{path}“ lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{name} is empty: it has no content at all.</source>
        <translation>{name} ist leer: ganz ohne Inhalt.</translation>
    </message>
    <message>
        <source>{name} is not a picture of a known kind.</source>
        <translation>{name} ist kein Bild einer bekannten Art.</translation>
    </message>
    <message>
        <source>Known are {kinds}.</source>
        <translation>Bekannt sind {kinds}.</translation>
    </message>
    <message>
        <source>{name} is damaged: it begins like a {kind} file but cannot be decoded.</source>
        <translation>{name} ist beschädigt: beginnt wie eine {kind}-Datei, lässt sich aber nicht entschlüsseln.</translation>
    </message>
    <message>
        <source>{name} is cut off: the {kind} file ends before the picture does.</source>
        <translation>{name} ist abgeschnitten: Die {kind}-Datei endet vor dem Bild.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Kopieren oder laden Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>{name} does not fit into this computer&apos;s memory.</source>
        <translation>{name} passt nicht in den Speicher dieses Computers.</translation>
    </message>
    <message>
        <source>{name} has {size} = {megapixels} megapixels, above the limit of {limit}, which protects against files made to fill the memory.</source>
        <translation>{name} hat {size} = {megapixels} Megapixel, mehr als die Grenze von {limit}, die vor Dateien schützt, die den Speicher füllen sollen.</translation>
    </message>
    <message>
        <source>{name} is a 16-bit photo of more than {megapixels} megapixels, which cannot be decoded without losing depth.</source>
        <translation>{name} ist ein 16-Bit-Foto mit mehr als {megapixels} Megapixeln; ohne Verlust an Farbtiefe lässt es sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Convert it to TIFF first.</source>
        <translation>Wandeln Sie es zuerst in TIFF um.</translation>
    </message>
    <message>
        <source>{name} is a JPEG of {bits} bits per channel; only 8 are read.</source>
        <translation>{name} ist ein JPEG mit {bits} Bit pro Kanal; gelesen werden nur 8.</translation>
    </message>
    <message>
        <source>Convert it to PNG or TIFF of 16 bits first.</source>
        <translation>Wandeln Sie es zuerst in PNG oder TIFF mit 16 Bit um.</translation>
    </message>
    <message>
        <source>{name} is a TIFF with a kind of compression that is not read here (number {number}).</source>
        <translation>{name} ist ein TIFF mit einer Kompression, die hier nicht gelesen wird (Nummer {number}).</translation>
    </message>
    <message>
        <source>Save it with LZW, deflate or no compression first.</source>
        <translation>Speichern Sie es zuerst mit LZW, Deflate oder ohne Kompression.</translation>
    </message>
    <message>
        <source>{name} is a CMYK TIFF with transparency, which is not read here.</source>
        <translation>{name} ist ein CMYK-TIFF mit Transparenz, das hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>Convert it to RGB, or flatten it, first.</source>
        <translation>Wandeln Sie es zuerst in RGB um oder reduzieren Sie es auf eine Ebene.</translation>
    </message>
    <message>
        <source>{name} is a big-endian BigTIFF of 8 bits, which is not read here.</source>
        <translation>{name} ist ein Big-Endian-BigTIFF mit 8 Bit, das hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>Convert it to an ordinary TIFF or PNG first.</source>
        <translation>Wandeln Sie es zuerst in ein gewöhnliches TIFF oder PNG um.</translation>
    </message>
    <message>
        <source>{name} holds 32-bit, signed or floating-point values, which are not supported.</source>
        <translation>{name} enthält 32-Bit-, vorzeichenbehaftete oder Gleitkommawerte, die nicht unterstützt werden.</translation>
    </message>
    <message>
        <source>Convert it to 16 bits per channel first.</source>
        <translation>Wandeln Sie es zuerst in 16 Bit pro Kanal um.</translation>
    </message>
    <message>
        <source>{name} is a HEIC photo, for which the extra “heif” is needed.</source>
        <translation>{name} ist ein HEIC-Foto; dafür wird die Erweiterung „heif“ gebraucht.</translation>
    </message>
    <message>
        <source>{name} is a camera raw photo, for which the extra “raw” is needed.</source>
        <translation>{name} ist ein Kamera-Rohbild; dafür wird die Erweiterung „raw“ gebraucht.</translation>
    </message>
    <message>
        <source>Install it with: {command}</source>
        <translation>Installieren Sie sie mit: {command}</translation>
    </message>
    <message>
        <source>The installed program comes without it; Moebius run from its source can have it.</source>
        <translation>Das installierte Programm enthält sie nicht; Moebius aus dem Quelltext kann sie haben.</translation>
    </message>
    <message>
        <source>{name} is a camera raw of a kind that LibRaw does not know.</source>
        <translation>{name} ist ein Kamera-Rohbild einer Art, die LibRaw nicht kennt.</translation>
    </message>
    <message>
        <source>Develop it with the camera maker&apos;s program first.</source>
        <translation>Entwickeln Sie es zuerst mit dem Programm des Kameraherstellers.</translation>
    </message>
    <message>
        <source>{name} is damaged: it looks like a camera raw but cannot be developed.</source>
        <translation>{name} ist beschädigt: sieht aus wie ein Kamera-Rohbild, lässt sich aber nicht entwickeln.</translation>
    </message>
    <message>
        <source>Copy it from the card again.</source>
        <translation>Kopieren Sie es noch einmal von der Karte.</translation>
    </message>
    <message>
        <source>The picture moves; only its first frame was opened.</source>
        <translation>Das Bild ist animiert; nur das erste Einzelbild wurde geöffnet.</translation>
    </message>
    <message>
        <source>The file has {count} pages; only the first was opened.</source>
        <translation>Die Datei hat {count} Seiten; nur die erste wurde geöffnet.</translation>
    </message>
    <message>
        <source>The file holds {count} pictures; only the main one was opened.</source>
        <translation>Die Datei enthält {count} Bilder; nur das Hauptbild wurde geöffnet.</translation>
    </message>
    <message>
        <source>The file has further channels without a stated meaning; they were not kept.</source>
        <translation>Die Datei hat weitere Kanäle ohne angegebene Bedeutung; sie wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The transparency was multiplied into the colours; they were separated.</source>
        <translation>Die Transparenz war in die Farben eingerechnet; beides wurde getrennt.</translation>
    </message>
    <message>
        <source>The transparency was stored multiplied into the colours.</source>
        <translation>Die Transparenz war in die Farben eingerechnet gespeichert.</translation>
    </message>
    <message>
        <source>The 16-bit CMYK was converted with 8 bits per channel.</source>
        <translation>Das 16-Bit-CMYK wurde mit 8 Bit pro Kanal umgewandelt.</translation>
    </message>
    <message>
        <source>The {bits}-bit AVIF was reduced to 8 bits per channel.</source>
        <translation>Das {bits}-Bit-AVIF wurde auf 8 Bit pro Kanal verringert.</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB.</source>
        <translation>{name} wurde in sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB through its profile.</source>
        <translation>{name} wurde anhand des Profils in sRGB umgewandelt.</translation>
    </message>
    <message>
        <source>{name} was converted to sRGB by a plain formula, since {reason}: colours may differ.</source>
        <translation>{name} wurde mit einer einfachen Formel in sRGB umgewandelt, denn {reason}: Farben können abweichen.</translation>
    </message>
    <message>
        <source>The colours are in a wide or HDR colour space that is stated by number; of the kinds written here only PNG can state it.</source>
        <translation>Die Farben liegen in einem weiten oder HDR-Farbraum, der nur durch eine Nummer benannt ist; von den hier geschriebenen Dateiarten kann nur PNG ihn angeben.</translation>
    </message>
    <message>
        <source>The camera raw was developed with the camera&apos;s white balance to 16 bits in sRGB; a raw developer gives more control.</source>
        <translation>Das Kamera-Rohbild wurde mit dem Weißabgleich der Kamera zu 16 Bit in sRGB entwickelt; ein Raw-Konverter bietet mehr Kontrolle.</translation>
    </message>
    <message>
        <source>The extended part of the XMP data was not kept.</source>
        <translation>Der erweiterte Teil der XMP-Daten wurde nicht übernommen.</translation>
    </message>
    <message>
        <source>The camera&apos;s thermal values were not kept.</source>
        <translation>Die Wärmewerte der Kamera wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>Further pictures in the file (gain map, depth, preview) were not kept.</source>
        <translation>Weitere Bilder in der Datei (Gain Map, Tiefe, Vorschau) wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The content credentials were not kept: they vouch for the unedited file.</source>
        <translation>Die Inhaltsnachweise (Content Credentials) wurden nicht übernommen: Sie gelten für die unbearbeitete Datei.</translation>
    </message>
    <message>
        <source>Data behind the picture (a video, a depth map, camera notes) was not kept.</source>
        <translation>Daten hinter dem Bild (ein Video, eine Tiefenkarte, Kameranotizen) wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: {reason}.</source>
        <translation>„{path}“ konnte nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: what has that name is no ordinary file.</source>
        <translation>„{path}“ konnte nicht gespeichert werden: Was so heißt, ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>“{path}” could not be saved: the file there is write-protected.</source>
        <translation>„{path}“ konnte nicht gespeichert werden: Die Datei dort ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Choose another name, or take the protection away.</source>
        <translation>Wählen Sie einen anderen Namen oder heben Sie den Schutz auf.</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Create it first or choose another folder.</source>
        <translation>Legen Sie ihn zuerst an oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Wählen Sie einen kürzeren Namen.</translation>
    </message>
    <message>
        <source>“{suffix}” is not a picture extension known here.</source>
        <translation>„{suffix}“ ist keine hier bekannte Bildendung.</translation>
    </message>
    <message>
        <source>The name has no extension, which would say what kind of file to write.</source>
        <translation>Der Name hat keine Endung; sie sagt, welche Art von Datei geschrieben wird.</translation>
    </message>
    <message>
        <source>Use {names}.</source>
        <translation>Verwenden Sie {names}.</translation>
    </message>
    <message>
        <source>{kind} files cannot be written here.</source>
        <translation>{kind}-Dateien können hier nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>HEIC files cannot be written by this installation.</source>
        <translation>Diese Installation kann keine HEIC-Dateien schreiben.</translation>
    </message>
    <message>
        <source>Save as PNG or TIFF (exact) or JPEG instead.</source>
        <translation>Speichern Sie stattdessen als PNG oder TIFF (verlustfrei) oder als JPEG.</translation>
    </message>
    <message>
        <source>Save as PNG or TIFF instead.</source>
        <translation>Speichern Sie stattdessen als PNG oder TIFF.</translation>
    </message>
    <message>
        <source>{kind} holds at most {limit} pixels a side; this photo has {size}.</source>
        <translation>{kind} fasst höchstens {limit} Pixel je Seite; dieses Foto hat {size}.</translation>
    </message>
    <message>
        <source>{kind} holds at most {limit} megapixels; this photo has {size}.</source>
        <translation>{kind} fasst höchstens {limit} Megapixel; dieses Foto hat {size}.</translation>
    </message>
    <message>
        <source>This photo needs more than 4 GB as TIFF, the most that such a file holds.</source>
        <translation>Dieses Foto braucht als TIFF mehr als 4 GB; mehr fasst eine solche Datei nicht.</translation>
    </message>
    <message>
        <source>Save it as PNG instead.</source>
        <translation>Speichern Sie es stattdessen als PNG.</translation>
    </message>
    <message>
        <source>The photo could not be encoded as {kind}: {error}.</source>
        <translation>Das Foto konnte nicht als {kind} kodiert werden: {error}.</translation>
    </message>
    <message>
        <source>The file was changed by another program.</source>
        <translation>Die Datei wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>The EXIF data is damaged and was not kept.</source>
        <translation>Die EXIF-Daten sind beschädigt und wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The EXIF data is too large for a JPEG file and was not kept.</source>
        <translation>Die EXIF-Daten sind zu groß für eine JPEG-Datei und wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The XMP data is too large for a JPEG file and was not kept.</source>
        <translation>Die XMP-Daten sind zu groß für eine JPEG-Datei und wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The XMP data is damaged and was kept as it is.</source>
        <translation>Die XMP-Daten sind beschädigt und wurden unverändert übernommen.</translation>
    </message>
    <message>
        <source>The XMP data is damaged, might hold a location, and was not kept.</source>
        <translation>Die XMP-Daten sind beschädigt, könnten einen Ort enthalten und wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>The camera&apos;s own notes hold a preview picture that still shows the photo as it was; save with the metadata stripped to leave it out.</source>
        <translation>Die eigenen Notizen der Kamera enthalten ein Vorschaubild, das noch das ursprüngliche Foto zeigt; speichern Sie ohne Metadaten, um es wegzulassen.</translation>
    </message>
    <message>
        <source>The colour profile does not fit the way the colours are stored and was left out.</source>
        <translation>Das Farbprofil passt nicht dazu, wie die Farben gespeichert werden, und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The JPEG&apos;s unusual colour subsampling was replaced by full colour resolution.</source>
        <translation>Die ungewöhnliche Farbunterabtastung des JPEGs wurde durch volle Farbauflösung ersetzt.</translation>
    </message>
    <message>
        <source>The black-and-white picture is saved with 256 levels of grey.</source>
        <translation>Das Schwarz-Weiß-Bild wird mit 256 Graustufen gespeichert.</translation>
    </message>
    <message>
        <source>The palette picture is saved in full colour.</source>
        <translation>Das Palettenbild wird in Vollfarbe gespeichert.</translation>
    </message>
    <message>
        <source>{kind} files cannot carry {lost}: left out.</source>
        <translation>{kind}-Dateien können Folgendes nicht aufnehmen, es wurde weggelassen: {lost}.</translation>
    </message>
    <message>
        <source>{kind} has no transparency: it was left out, the colours are untouched.</source>
        <translation>{kind} kennt keine Transparenz: Sie wurde weggelassen, die Farben sind unverändert.</translation>
    </message>
    <message>
        <source>{kind} stores the transparency with small losses.</source>
        <translation>{kind} speichert die Transparenz mit kleinen Verlusten.</translation>
    </message>
    <message>
        <source>{kind} holds 8 bits per channel: the 16-bit photo was reduced.</source>
        <translation>{kind} fasst 8 Bit pro Kanal: Das 16-Bit-Foto wurde verringert.</translation>
    </message>
    <message>
        <source>Looking at the mask</source>
        <translation>Maske wird gesichtet</translation>
    </message>
    <message>
        <source>Filling from the photo itself</source>
        <translation>Wird aus dem Foto selbst gefüllt</translation>
    </message>
    <message>
        <source>The mask is {size} pixels, but the photo is {photo_size}.</source>
        <translation>Die Maske hat {size} Pixel, das Foto aber {photo_size}.</translation>
    </message>
    <message>
        <source>The excluded area is {size} pixels, but the photo is {photo_size}.</source>
        <translation>Der ausgenommene Bereich hat {size} Pixel, das Foto aber {photo_size}.</translation>
    </message>
    <message>
        <source>The mask is {size} pixels, the image {image_size}.</source>
        <translation>Die Maske hat {size} Pixel, das Bild {image_size}.</translation>
    </message>
    <message>
        <source>Looking at the surroundings</source>
        <translation>Umgebung wird betrachtet</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>Wird dekodiert</translation>
    </message>
    <message>
        <source>Detail {tile} of {tiles}: {doing}</source>
        <translation>Feinheiten {tile} von {tiles}: {doing}</translation>
    </message>
    <message>
        <source>Testing {device}</source>
        <translation>{device} wird getestet</translation>
    </message>
    <message>
        <source>Reading the network</source>
        <translation>Netz wird gelesen</translation>
    </message>
    <message>
        <source>Reading the autoencoder</source>
        <translation>Autoencoder wird gelesen</translation>
    </message>
    <message>
        <source>Preparing the network</source>
        <translation>Netz wird vorbereitet</translation>
    </message>
    <message>
        <source>Preparing the weights, once for this computer</source>
        <translation>Gewichte werden vorbereitet, einmalig auf diesem Computer</translation>
    </message>
    <message>
        <source>The mask covers the whole region, so nothing is left to fill from.</source>
        <translation>Die Maske bedeckt den ganzen Bereich; es bleibt nichts, woraus gefüllt werden könnte.</translation>
    </message>
    <message>
        <source>steps must be 1 to {limit}, not {value}.</source>
        <translation>steps muss 1 bis {limit} sein, nicht {value}.</translation>
    </message>
    <message>
        <source>guidance must be 0 to {limit}, not {value}.</source>
        <translation>guidance muss 0 bis {limit} sein, nicht {value}.</translation>
    </message>
    <message>
        <source>strength must be above 0 and at most 1, not {value}.</source>
        <translation>strength muss über 0 und höchstens 1 sein, nicht {value}.</translation>
    </message>
    <message>
        <source>{what} was given up for {other}: {why}</source>
        <translation>{what} wurde aufgegeben, weiter mit {other}: {why}</translation>
    </message>
    <message>
        <source>{what} failed, so it was not used: {why}</source>
        <translation>{what} ist gescheitert und wurde nicht verwendet: {why}</translation>
    </message>
    <message>
        <source>The engine {name} cannot run on {device}: {reasons}.</source>
        <translation>Das Verfahren {name} läuft nicht auf {device}: {reasons}.</translation>
    </message>
    <message>
        <source>The engine {name} needs more memory than there is.</source>
        <translation>Das Verfahren {name} braucht mehr Speicher, als da ist.</translation>
    </message>
    <message>
        <source>The engine {name} runs on the CPU only, not on {device}.</source>
        <translation>Das Verfahren {name} läuft nur auf der CPU, nicht auf {device}.</translation>
    </message>
    <message>
        <source>Choose another device, or full precision (fp32).</source>
        <translation>Wählen Sie ein anderes Gerät oder volle Genauigkeit (fp32).</translation>
    </message>
    <message>
        <source>{where} gave numbers that are none (NaN).</source>
        <translation>{where} ergab Zahlen, die keine sind (NaN).</translation>
    </message>
    <message>
        <source>{where} gave the same number everywhere.</source>
        <translation>{where} ergab überall dieselbe Zahl.</translation>
    </message>
    <message>
        <source>The decoded picture holds numbers that are none (NaN).</source>
        <translation>Das dekodierte Bild enthält Zahlen, die keine sind (NaN).</translation>
    </message>
    <message>
        <source>The fill came out black.</source>
        <translation>Die Füllung wurde schwarz.</translation>
    </message>
    <message>
        <source>The fill came out blank.</source>
        <translation>Die Füllung wurde leer.</translation>
    </message>
    <message>
        <source>onnxruntime did not take {device}: its driver or libraries are missing.</source>
        <translation>onnxruntime hat {device} nicht angenommen: Treiber oder Bibliotheken fehlen.</translation>
    </message>
    <message>
        <source>{device} cannot load {name}: {reason}.</source>
        <translation>{device} kann {name} nicht laden: {reason}.</translation>
    </message>
    <message>
        <source>{device} failed while computing: {reason}.</source>
        <translation>{device} ist beim Rechnen gescheitert: {reason}.</translation>
    </message>
    <message>
        <source>{device} failed: {reason}.</source>
        <translation>{device} ist gescheitert: {reason}.</translation>
    </message>
    <message>
        <source>{device} has too little memory for the network.</source>
        <translation>{device} hat zu wenig Speicher für das Netz.</translation>
    </message>
    <message>
        <source>{device} does not compute in {precision}.</source>
        <translation>{device} rechnet nicht in {precision}.</translation>
    </message>
    <message>
        <source>It can do {names}.</source>
        <translation>Möglich sind {names}.</translation>
    </message>
    <message>
        <source>onnxruntime computes in fp32 here, not in {precision}.</source>
        <translation>onnxruntime rechnet hier in fp32, nicht in {precision}.</translation>
    </message>
    <message>
        <source>onnxruntime does not compute on {device}.</source>
        <translation>onnxruntime rechnet nicht auf {device}.</translation>
    </message>
    <message>
        <source>torch cannot compute on {device}: {why}.</source>
        <translation>torch kann auf {device} nicht rechnen: {why}.</translation>
    </message>
    <message>
        <source>These weights are ONNX graphs, which torch does not run.</source>
        <translation>Diese Gewichte sind ONNX-Graphen, die torch nicht ausführt.</translation>
    </message>
    <message>
        <source>ONNX graphs run in fp32, not in {precision}.</source>
        <translation>ONNX-Graphen laufen in fp32, nicht in {precision}.</translation>
    </message>
    <message>
        <source>Did you mean {names}?</source>
        <translation>Meinten Sie {names}?</translation>
    </message>
    <message>
        <source>Asking for the files</source>
        <translation>Dateien werden erfragt</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien werden gesichtet</translation>
    </message>
    <message>
        <source>Waiting for another Moebius that works on the same weights</source>
        <translation>Wartet auf ein anderes Moebius, das an denselben Gewichten arbeitet</translation>
    </message>
    <message>
        <source>Downloading {set}: {done} of {total}</source>
        <translation>{set} wird heruntergeladen: {done} von {total}</translation>
    </message>
    <message>
        <source>Copying: {done} of {total}</source>
        <translation>Wird kopiert: {done} von {total}</translation>
    </message>
    <message>
        <source>Checking {set}: {name}, {size}</source>
        <translation>{set} wird geprüft: {name}, {size}</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>{name} wird geprüft</translation>
    </message>
    <message>
        <source>Nothing is downloaded while HF_HUB_OFFLINE is set.</source>
        <translation>Solange HF_HUB_OFFLINE gesetzt ist, wird nichts heruntergeladen.</translation>
    </message>
    <message>
        <source>{repository} is open only to those whom its owners gave access.</source>
        <translation>{repository} ist nur für die offen, denen die Inhaber Zugang gaben.</translation>
    </message>
    <message>
        <source>Ask for it on huggingface.co/{repository}.</source>
        <translation>Bitten Sie darum auf huggingface.co/{repository}.</translation>
    </message>
    <message>
        <source>{repository} has been closed by {host}.</source>
        <translation>{repository} wurde von {host} geschlossen.</translation>
    </message>
    <message>
        <source>There is no repository {repository} at {host}, or it is not open to everybody.</source>
        <translation>Bei {host} gibt es kein Verzeichnis {repository}, oder es ist nicht für alle offen.</translation>
    </message>
    <message>
        <source>{repository} no longer has the version that is asked for.</source>
        <translation>{repository} hat die gewünschte Version nicht mehr.</translation>
    </message>
    <message>
        <source>{repository} no longer has the file {path}.</source>
        <translation>{repository} hat die Datei {path} nicht mehr.</translation>
    </message>
    <message>
        <source>What answers at {host} is not the Hugging Face hub.</source>
        <translation>Was bei {host} antwortet, ist nicht der Hugging Face Hub.</translation>
    </message>
    <message>
        <source>A network&apos;s login page may be in between: open a browser.</source>
        <translation>Vielleicht liegt die Anmeldeseite eines Netzwerks dazwischen: Öffnen Sie einen Browser.</translation>
    </message>
    <message>
        <source>The proxy does not let the connection through: {reason}.</source>
        <translation>Der Proxy lässt die Verbindung nicht durch: {reason}.</translation>
    </message>
    <message>
        <source>The address of {host} cannot be used: {reason}.</source>
        <translation>Die Adresse von {host} ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
        <source>Something that this connection needs is not installed: {reason}.</source>
        <translation>Etwas, das diese Verbindung braucht, ist nicht installiert: {reason}.</translation>
    </message>
    <message>
        <source>For a SOCKS proxy: pip install socksio.</source>
        <translation>Für einen SOCKS-Proxy: pip install socksio.</translation>
    </message>
    <message>
        <source>{host} leads in circles.</source>
        <translation>{host} führt im Kreis.</translation>
    </message>
    <message>
        <source>{host} does not answer.</source>
        <translation>{host} antwortet nicht.</translation>
    </message>
    <message>
        <source>There is no connection to {host}: {reason}.</source>
        <translation>Keine Verbindung zu {host}: {reason}.</translation>
    </message>
    <message>
        <source>{host} stopped sending.</source>
        <translation>{host} sendet nicht mehr.</translation>
    </message>
    <message>
        <source>The connection to {host} was cut: {reason}.</source>
        <translation>Die Verbindung zu {host} ist abgebrochen: {reason}.</translation>
    </message>
    <message>
        <source>{host} wants to know who asks for {repository}.</source>
        <translation>{host} will wissen, wer nach {repository} fragt.</translation>
    </message>
    <message>
        <source>{host} refuses access to {repository}.</source>
        <translation>{host} verweigert den Zugang zu {repository}.</translation>
    </message>
    <message>
        <source>{host} has no {path} in {repository}.</source>
        <translation>{host} hat kein {path} in {repository}.</translation>
    </message>
    <message>
        <source>{host} gets too many requests from here.</source>
        <translation>{host} bekommt von hier zu viele Anfragen.</translation>
    </message>
    <message>
        <source>{host} has a problem of its own ({reason}).</source>
        <translation>{host} hat selbst ein Problem ({reason}).</translation>
    </message>
    <message>
        <source>{path} came with a wrong checksum twice.</source>
        <translation>{path} kam zweimal mit falscher Prüfsumme.</translation>
    </message>
    <message>
        <source>Something on the way changes it: try another network, or another HF_ENDPOINT.</source>
        <translation>Unterwegs wird sie verändert: Versuchen Sie ein anderes Netzwerk oder ein anderes HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>What {source} holds cannot be used here.</source>
        <translation>Was {source} enthält, ist hier nicht verwendbar.</translation>
    </message>
    <message>
        <source>Update Moebius.</source>
        <translation>Aktualisieren Sie Moebius.</translation>
    </message>
    <message>
        <source>Free some space, or set the environment variable {variable} to a folder on another disk.</source>
        <translation>Schaffen Sie Platz, oder setzen Sie die Umgebungsvariable {variable} auf einen Ordner eines anderen Datenträgers.</translation>
    </message>
    <message>
        <source>Close other windows of Moebius.</source>
        <translation>Schließen Sie andere Fenster von Moebius.</translation>
    </message>
    <message>
        <source>Set the environment variable {variable} to another folder.</source>
        <translation>Setzen Sie die Umgebungsvariable {variable} auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{needed} are needed in {folder}, where {free} are free.</source>
        <translation>{needed} werden in {folder} gebraucht, {free} sind dort frei.</translation>
    </message>
    <message>
        <source>The folder of the weights, {folder}, cannot be changed: {reason}.</source>
        <translation>Der Ordner der Gewichte, {folder}, lässt sich nicht ändern: {reason}.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <translation>Der Datenträger von {folder} ist voll.</translation>
    </message>
    <message>
        <source>Preparing the weights takes {needed} in {folder}, where {free} are free.</source>
        <translation>Die Vorbereitung der Gewichte braucht {needed} in {folder}, {free} sind dort frei.</translation>
    </message>
    <message>
        <source>Make room there, or set MOEBIUS_HOME to a folder on another disk.</source>
        <translation>Schaffen Sie dort Platz, oder setzen Sie MOEBIUS_HOME auf einen Ordner eines anderen Datenträgers.</translation>
    </message>
    <message>
        <source>The weights cannot be prepared in {folder}: {reason}.</source>
        <translation>Die Gewichte lassen sich in {folder} nicht vorbereiten: {reason}.</translation>
    </message>
    <message>
        <source>Make room or set MOEBIUS_HOME to another folder.</source>
        <translation>Schaffen Sie Platz, oder setzen Sie MOEBIUS_HOME auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} is in the way: it holds something that Moebius did not put there.</source>
        <translation>{path} ist im Weg: Dort liegt etwas, das nicht von Moebius stammt.</translation>
    </message>
    <message>
        <source>Move it elsewhere and try again.</source>
        <translation>Verschieben Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There are no weights named “{name}”.</source>
        <translation>Es gibt keine Gewichte namens „{name}“.</translation>
    </message>
    <message>
        <source>The weights “{name}” are a part of this program.</source>
        <translation>Die Gewichte „{name}“ gehören zu diesem Programm.</translation>
    </message>
    <message>
        <source>The weights “{name}” are not on this computer.</source>
        <translation>Die Gewichte „{name}“ sind nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>The weights of the Moebius network are not on this computer.</source>
        <translation>Die Gewichte des Moebius-Netzes sind nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>No weights named “{name}” are published.</source>
        <translation>Es sind keine Gewichte namens „{name}“ veröffentlicht.</translation>
    </message>
    <message>
        <source>Published are: {names}.</source>
        <translation>Veröffentlicht sind: {names}.</translation>
    </message>
    <message>
        <source>Installed are: {names}.</source>
        <translation>Installiert sind: {names}.</translation>
    </message>
    <message>
        <source>None are installed.</source>
        <translation>Es sind keine installiert.</translation>
    </message>
    <message>
        <source>The weights “{name}” are of the kind {kind}, where {other} is needed.</source>
        <translation>Die Gewichte „{name}“ sind von der Art {kind}, gebraucht wird {other}.</translation>
    </message>
    <message>
        <source>Other weights named “{name}” are installed already ({origin}).</source>
        <translation>Andere Gewichte namens „{name}“ sind schon installiert ({origin}).</translation>
    </message>
    <message>
        <source>“{name}” is the name of other weights: {title}.</source>
        <translation>„{name}“ heißen andere Gewichte: {title}.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of weights.</source>
        <translation>„{name}“ kann nicht der Name von Gewichten sein.</translation>
    </message>
    <message>
        <source>Your own: {name}</source>
        <translation>Ihre eigenen: {name}</translation>
    </message>
    <message>
        <source>There is nothing at {path}.</source>
        <translation>Bei {path} ist nichts.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{path} holds no weights.</source>
        <translation>{path} enthält keine Gewichte.</translation>
    </message>
    <message>
        <source>{path} holds no weights ({names} or one of that kind).</source>
        <translation>{path} enthält keine Gewichte ({names} oder dergleichen).</translation>
    </message>
    <message>
        <source>{path} holds no weights named “{part}”.</source>
        <translation>{path} enthält keine Gewichte namens „{part}“.</translation>
    </message>
    <message>
        <source>It holds {names}.</source>
        <translation>Es enthält {names}.</translation>
    </message>
    <message>
        <source>{path} holds no tensors.</source>
        <translation>{path} enthält keine Tensoren.</translation>
    </message>
    <message>
        <source>{path} holds several sets of weights: {names}.</source>
        <translation>{path} enthält mehrere Sätze von Gewichten: {names}.</translation>
    </message>
    <message>
        <source>Say which one to use.</source>
        <translation>Sagen Sie, welcher gemeint ist.</translation>
    </message>
    <message>
        <source>Give a file of weights ({names}) or a folder that holds one.</source>
        <translation>Wählen Sie eine Datei mit Gewichten ({names}) oder einen Ordner mit einer solchen.</translation>
    </message>
    <message>
        <source>{path} is one of three graphs.</source>
        <translation>{path} ist einer von drei Graphen.</translation>
    </message>
    <message>
        <source>Give the folder that holds {names}.</source>
        <translation>Wählen Sie den Ordner mit {names}.</translation>
    </message>
    <message>
        <source>{folder} holds no {name}.</source>
        <translation>{folder} enthält kein {name}.</translation>
    </message>
    <message>
        <source>It needs {names}, all three.</source>
        <translation>Gebraucht werden alle drei: {names}.</translation>
    </message>
    <message>
        <source>Import them without a name of your own, or one at a time.</source>
        <translation>Importieren Sie sie ohne eigenen Namen oder einzeln.</translation>
    </message>
    <message>
        <source>Download the file again, or choose another.</source>
        <translation>Laden Sie die Datei noch einmal herunter, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Download it again, or choose another file.</source>
        <translation>Laden Sie sie noch einmal herunter, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>Choose the weights of a Moebius network.</source>
        <translation>Wählen Sie die Gewichte eines Moebius-Netzes.</translation>
    </message>
    <message>
        <source>Choose the file that belongs to this network.</source>
        <translation>Wählen Sie die Datei, die zu diesem Netz gehört.</translation>
    </message>
    <message>
        <source>Choose the file that belongs to this network, or download it again.</source>
        <translation>Wählen Sie die Datei, die zu diesem Netz gehört, oder laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>Choose the folder of a Moebius network.</source>
        <translation>Wählen Sie den Ordner eines Moebius-Netzes.</translation>
    </message>
    <message>
        <source>Choose the folder of a Moebius network in the browser port&apos;s form.</source>
        <translation>Wählen Sie den Ordner eines Moebius-Netzes in der Form der Browser-Fassung.</translation>
    </message>
    <message>
        <source>{path} has {size} bytes instead of {expected}.</source>
        <translation>{path} hat {size} Bytes statt {expected}.</translation>
    </message>
    <message>
        <source>{path} has changed since it was {origin}.</source>
        <translation>{path} hat sich geändert, seit es {origin} wurde.</translation>
    </message>
    <message>
        <source>{path} holds values that are not numbers (NaN or infinite) in {count} of {all} tensors, first in {name}.</source>
        <translation>{path} enthält in {count} von {all} Tensoren Werte, die keine Zahlen sind (NaN oder unendlich), zuerst in {name}.</translation>
    </message>
    <message>
        <source>These are not weights of {whose}: {key} is missing.</source>
        <translation>Diese Gewichte gehören nicht zu: {whose}; {key} fehlt.</translation>
    </message>
    <message>
        <source>These are not weights of {whose}: {key} has shape {shape}, where {axes} axes are expected.</source>
        <translation>Diese Gewichte gehören nicht zu: {whose}; {key} hat die Form {shape}, erwartet werden {axes} Achsen.</translation>
    </message>
    <message>
        <source>These weights do not fit {whose}: {found}.</source>
        <translation>Diese Gewichte passen nicht zu: {whose}; {found}.</translation>
    </message>
    <message>
        <source>{name} holds neither a Moebius network nor its autoencoder: its first entry is {key}.</source>
        <translation>{name} enthält weder ein Moebius-Netz noch dessen Autoencoder: Der erste Eintrag ist {key}.</translation>
    </message>
    <message>
        <source>{name} holds the teacher (PixelHacker), which serves training and fills nothing here.</source>
        <translation>{name} enthält den Lehrer (PixelHacker), der dem Training dient und hier nichts füllt.</translation>
    </message>
    <message>
        <source>{name} is no ONNX graph, or cut off.</source>
        <translation>{name} ist kein ONNX-Graph oder abgeschnitten.</translation>
    </message>
    <message>
        <source>{name} takes {inputs} and gives {outputs}, where {wanted} and {expected} are expected.</source>
        <translation>{name} nimmt {inputs} und gibt {outputs}, erwartet werden {wanted} und {expected}.</translation>
    </message>
    <message>
        <source>{name} takes different numbers of rows at once: {told}.</source>
        <translation>{name} nimmt verschieden viele Zeilen auf einmal: {told}.</translation>
    </message>
    <message>
        <source>{file}: “{name}” has the shape {shape}, where {expected} is expected.</source>
        <translation>{file}: „{name}“ hat die Form {shape}, erwartet wird {expected}.</translation>
    </message>
    <message>
        <source>{file}: “{name}” is of the type {kind}, where {expected} is expected.</source>
        <translation>{file}: „{name}“ ist vom Typ {kind}, erwartet wird {expected}.</translation>
    </message>
    <message>
        <source>{file} takes {names}, where {expected} is expected.</source>
        <translation>{file} nimmt {names}, erwartet wird {expected}.</translation>
    </message>
    <message>
        <source>{file} gives {names}, where {expected} is expected.</source>
        <translation>{file} gibt {names}, erwartet wird {expected}.</translation>
    </message>
    <message>
        <source>{name} does not say for which size it was made.</source>
        <translation>{name} sagt nicht, für welche Größe es gemacht wurde.</translation>
    </message>
    <message>
        <source>Export it with fixed heights and widths.</source>
        <translation>Exportieren Sie es mit festen Höhen und Breiten.</translation>
    </message>
    <message>
        <source>These weights are of another size than the released ones, and there is no graph for them.</source>
        <translation>Diese Gewichte haben eine andere Größe als die veröffentlichten, und es gibt keinen Graphen für sie.</translation>
    </message>
    <message>
        <source>it is of a kind that PyTorch has not written since 2020</source>
        <translation>sie ist von einer Art, die PyTorch seit 2020 nicht mehr schreibt</translation>
    </message>
    <message>
        <source>it is neither a safetensors file nor one of PyTorch&apos;s, or cut off</source>
        <translation>sie ist weder eine safetensors-Datei noch eine von PyTorch, oder abgeschnitten</translation>
    </message>
    <message>
        <source>it is a zip archive, but not one that PyTorch wrote</source>
        <translation>sie ist ein ZIP-Archiv, aber keines von PyTorch</translation>
    </message>
    <message>
        <source>the list of its contents is damaged</source>
        <translation>das Inhaltsverzeichnis ist beschädigt</translation>
    </message>
    <message>
        <source>its entry {key} is of the unknown type {kind}</source>
        <translation>der Eintrag {key} ist vom unbekannten Typ {kind}</translation>
    </message>
    <message>
        <source>its entry {key} lies outside the file: it is cut off</source>
        <translation>der Eintrag {key} liegt außerhalb der Datei: sie ist abgeschnitten</translation>
    </message>
    <message>
        <source>its entry {key} has an impossible shape: it is cut off</source>
        <translation>der Eintrag {key} hat eine unmögliche Form: die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>its entry {key} is damaged</source>
        <translation>der Eintrag {key} ist beschädigt</translation>
    </message>
    <message>
        <source>its entry {key} is larger than what is stored</source>
        <translation>der Eintrag {key} ist größer als das Gespeicherte</translation>
    </message>
    <message>
        <source>its entry {key} is not a tensor</source>
        <translation>der Eintrag {key} ist kein Tensor</translation>
    </message>
    <message>
        <source>its numbers are in big-endian order</source>
        <translation>die Zahlen sind in Big-Endian-Reihenfolge</translation>
    </message>
    <message>
        <source>its archive is compressed, which PyTorch&apos;s never are</source>
        <translation>das Archiv ist komprimiert, was PyTorch nie tut</translation>
    </message>
    <message>
        <source>some of its numbers are missing</source>
        <translation>einige Zahlen fehlen</translation>
    </message>
    <message>
        <source>its archive is damaged</source>
        <translation>das Archiv ist beschädigt</translation>
    </message>
    <message>
        <source>its archive is cut off</source>
        <translation>das Archiv ist abgeschnitten</translation>
    </message>
    <message>
        <source>its archive is damaged or cut off</source>
        <translation>das Archiv ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>its archive cannot be read ({error})</source>
        <translation>das Archiv ist nicht lesbar ({error})</translation>
    </message>
    <message>
        <source>it is not a plain list of tensors: {why}</source>
        <translation>sie ist keine einfache Liste von Tensoren: {why}</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors</source>
        <translation>sie enthält kein Verzeichnis von Tensoren</translation>
    </message>
    <message>
        <source>it has too many entries</source>
        <translation>sie hat zu viele Einträge</translation>
    </message>
    <message>
        <source>it sets the state of something that is not a dictionary</source>
        <translation>sie setzt den Zustand von etwas, das kein Verzeichnis ist</translation>
    </message>
    <message>
        <source>a tensor&apos;s shape is not made of numbers</source>
        <translation>die Form eines Tensors besteht nicht aus Zahlen</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>sie endet zu früh</translation>
    </message>
    <message>
        <source>a storage is described in an unknown way ({words})</source>
        <translation>ein Speicher ist auf unbekannte Weise beschrieben ({words})</translation>
    </message>
    <message>
        <source>it wants to call {name}</source>
        <translation>sie will {name} aufrufen</translation>
    </message>
    <message>
        <source>a key is neither text nor a number</source>
        <translation>ein Schlüssel ist weder Text noch Zahl</translation>
    </message>
    <message>
        <source>an instruction is not allowed ({code})</source>
        <translation>eine Anweisung ist nicht erlaubt ({code})</translation>
    </message>
    <message>
        <source>the Moebius network</source>
        <translation>das Moebius-Netz</translation>
    </message>
    <message>
        <source>the autoencoder (VAE)</source>
        <translation>der Autoencoder (VAE)</translation>
    </message>
    <message>
        <source>the teacher (PixelHacker)</source>
        <translation>der Lehrer (PixelHacker)</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>heruntergeladen</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>yours to know</source>
        <translation>Ihnen bekannt</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>diesem Computer</translation>
    </message>
    <message>
        <source>the answer ended too early</source>
        <translation>die Antwort endete zu früh</translation>
    </message>
    <message>
        <source>status {status}</source>
        <translation>Status {status}</translation>
    </message>
    <message>
        <source>no permission, or a file there is in use</source>
        <translation>keine Berechtigung, oder eine Datei dort ist in Gebrauch</translation>
    </message>
    <message>
        <source>part of its path is a file</source>
        <translation>ein Teil des Pfades ist eine Datei</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>der Datenträger meldete einen Fehler</translation>
    </message>
    <message>
        <source>{whole}.{part} GB</source>
        <translation>{whole},{part} GB</translation>
    </message>
    <message>
        <source>The Moebius network</source>
        <translation>Das Moebius-Netz</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>Schritt {number}</translation>
    </message>
    <message>
        <source>{device} with {library}</source>
        <translation>{device} mit {library}</translation>
    </message>
    <message>
        <source>{device} in {precision}</source>
        <translation>{device} in {precision}</translation>
    </message>
    <message>
        <source>{device} with {library} in {precision}</source>
        <translation>{device} mit {library} in {precision}</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>nicht genug Speicher</translation>
    </message>
    <message>
        <source>only on {system}</source>
        <translation>nur unter {system}</translation>
    </message>
    <message>
        <source>not on macOS</source>
        <translation>nicht unter macOS</translation>
    </message>
    <message>
        <source>onnxruntime is not installed: {command}</source>
        <translation>onnxruntime ist nicht installiert: {command}</translation>
    </message>
    <message>
        <source>torch is not installed: {command}</source>
        <translation>torch ist nicht installiert: {command}</translation>
    </message>
    <message>
        <source>no driver for NVIDIA graphics cards was found</source>
        <translation>kein Treiber für NVIDIA-Grafikkarten gefunden</translation>
    </message>
    <message>
        <source>this processor has no instructions for {precision}</source>
        <translation>dieser Prozessor hat keine Befehle für {precision}</translation>
    </message>
    <message>
        <source>the installed onnxruntime was built without {device}</source>
        <translation>das installierte onnxruntime wurde ohne {device} gebaut</translation>
    </message>
    <message>
        <source>the installed torch was built without it</source>
        <translation>das installierte torch wurde ohne es gebaut</translation>
    </message>
    <message>
        <source>torch does not know it</source>
        <translation>torch kennt es nicht</translation>
    </message>
    <message>
        <source>torch finds no such graphics card</source>
        <translation>torch findet keine solche Grafikkarte</translation>
    </message>
    <message>
        <source>this Mac has no such graphics unit</source>
        <translation>dieser Mac hat keine solche Grafikeinheit</translation>
    </message>
    <message>
        <source>{library} cannot be loaded ({error})</source>
        <translation>{library} lässt sich nicht laden ({error})</translation>
    </message>
    <message>
        <source>nothing computes there in {precision}</source>
        <translation>nichts rechnet dort in {precision}</translation>
    </message>
    <message>
        <source>{count} missing ({keys})</source>
        <translation>{count} fehlen ({keys})</translation>
    </message>
    <message>
        <source>{count} unexpected ({keys})</source>
        <translation>{count} unerwartet ({keys})</translation>
    </message>
    <message>
        <source>{count} of another shape ({keys})</source>
        <translation>{count} von anderer Form ({keys})</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} und {count} weitere</translation>
    </message>
    <message>
        <source>Get them with Edit &gt; Weights…, or choose another engine.</source>
        <translation>Holen Sie sie mit Bearbeiten &gt; Gewichte…, oder wählen Sie ein anderes Verfahren.</translation>
    </message>
    <message>
        <source>Choose the device “Automatic”, or get the Moebius network with Edit &gt; Weights…, which runs there.</source>
        <translation>Wählen Sie das Gerät „Automatisch“, oder holen Sie mit Bearbeiten &gt; Gewichte… das Moebius-Netz, das dort läuft.</translation>
    </message>
    <message>
        <source>Edit &gt; Weights… lists what can be downloaded.</source>
        <translation>Bearbeiten &gt; Gewichte… zeigt, was sich herunterladen lässt.</translation>
    </message>
    <message>
        <source>The preferences list what this computer offers.</source>
        <translation>Die Einstellungen zeigen, was dieser Computer bietet.</translation>
    </message>
    <message>
        <source>Close other programs, or choose the engine “Content fill”.</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie das Verfahren „Inhaltsfüllung“.</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose the processor as the device.</source>
        <translation>Schließen Sie andere Programme, die die Grafikkarte nutzen, oder wählen Sie als Gerät den Prozessor.</translation>
    </message>
    <message>
        <source>Check the network (and HF_ENDPOINT, HTTPS_PROXY if you set them), or import the files from this computer.</source>
        <translation>Prüfen Sie das Netzwerk (und HF_ENDPOINT, HTTPS_PROXY, falls gesetzt), oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>If you have access there, set HF_TOKEN to your token from huggingface.co/settings/tokens, or import the files from this computer.</source>
        <translation>Wenn Sie dort Zugang haben, setzen Sie HF_TOKEN auf Ihr Token von huggingface.co/settings/tokens, oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>Try again later; what has come so far is kept, and the download goes on from there.</source>
        <translation>Versuchen Sie es später noch einmal; was schon da ist, bleibt, und der Download macht dort weiter.</translation>
    </message>
    <message>
        <source>Unset it, or import the files from this computer.</source>
        <translation>Heben Sie das auf, oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>Update Moebius, or import the files from this computer.</source>
        <translation>Aktualisieren Sie Moebius, oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY and HTTP_PROXY, or import the files from this computer.</source>
        <translation>Prüfen Sie HTTPS_PROXY und HTTP_PROXY, oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>Or else use another proxy, or import the files from this computer.</source>
        <translation>Oder nehmen Sie einen anderen Proxy, oder importieren Sie die Dateien von diesem Computer.</translation>
    </message>
    <message>
        <source>Remove those first, or give the file or its folder another name.</source>
        <translation>Entfernen Sie jene zuerst, oder geben Sie der Datei oder ihrem Ordner einen anderen Namen.</translation>
    </message>
    <message>
        <source>Give the file or its folder another name.</source>
        <translation>Geben Sie der Datei oder ihrem Ordner einen anderen Namen.</translation>
    </message>
    <message>
        <source>Import them once more on the command line, which makes the graph: moebius weights import (it needs pip install &apos;moebius[export]&apos;).</source>
        <translation>Importieren Sie sie noch einmal auf der Kommandozeile, die den Graphen erzeugt: moebius weights import (dafür ist pip install &apos;moebius[export]&apos; nötig).</translation>
    </message>
    <message>
        <source>The mask is {size}, the photo {photo_size} pixels.</source>
        <translation>Die Maske hat {size}, das Foto {photo_size} Pixel.</translation>
    </message>
    <message>
        <source>The mask covers the whole picture.</source>
        <translation>Die Maske bedeckt das ganze Bild.</translation>
    </message>
    <message>
        <source>The mask covers the whole photo, so nothing is left to fill from.</source>
        <translation>Die Maske bedeckt das ganze Foto; es bleibt nichts, woraus gefüllt werden könnte.</translation>
    </message>
    <message>
        <source>Leave some of it unmasked: the fill is made from the rest.</source>
        <translation>Lassen Sie etwas davon frei: Gefüllt wird aus dem Rest.</translation>
    </message>
    <message>
        <source>Paint over the object only.</source>
        <translation>Übermalen Sie nur das Objekt.</translation>
    </message>
    <message>
        <source>The photo has no transparent pixels to take as the mask.</source>
        <translation>Das Foto hat keine durchsichtigen Pixel, die als Maske dienen könnten.</translation>
    </message>
    <message>
        <source>Erase the object to transparency first, or give a mask file.</source>
        <translation>Radieren Sie das Objekt zuerst durchsichtig oder geben Sie eine Maskendatei an.</translation>
    </message>
    <message>
        <source>The box at {left},{top} of {width} × {height} pixels lies outside the photo of {size}.</source>
        <translation>Das Rechteck bei {left},{top} mit {width} × {height} Pixeln liegt außerhalb des Fotos mit {size}.</translation>
    </message>
    <message>
        <source>“{text}” is not a fit rule.</source>
        <translation>„{text}“ ist keine Anpassungsregel.</translation>
    </message>
    <message>
        <source>{name} must be 0 to {limit} pixels, not {value}.</source>
        <translation>{name} muss 0 bis {limit} Pixel sein, nicht {value}.</translation>
    </message>
    <message>
        <source>context must be 0.25 to 4, not {value}.</source>
        <translation>context muss 0,25 bis 4 sein, nicht {value}.</translation>
    </message>
    <message>
        <source>seed must not be negative, but is {value}.</source>
        <translation>seed darf nicht negativ sein, ist aber {value}.</translation>
    </message>
    <message>
        <source>quality must be 1 to 100, not {value}.</source>
        <translation>Die Qualität muss 1 bis 100 sein, nicht {value}.</translation>
    </message>
    <message>
        <source>There is no engine “{name}”.</source>
        <translation>Es gibt kein Verfahren „{name}“.</translation>
    </message>
    <message>
        <source>The engine {name} cannot start on {device}: {error}.</source>
        <translation>Das Verfahren {name} kann auf {device} nicht starten: {error}.</translation>
    </message>
    <message>
        <source>Install Moebius again: a part of it is missing.</source>
        <translation>Installieren Sie Moebius neu: Ein Teil davon fehlt.</translation>
    </message>
    <message>
        <source>The setting {key} cannot be {value}.</source>
        <translation>Die Einstellung {key} kann nicht {value} sein.</translation>
    </message>
    <message>
        <source>There is no folder “{path}” with photos.</source>
        <translation>Es gibt keinen Ordner „{path}“ mit Fotos.</translation>
    </message>
    <message>
        <source>There is no folder “{path}” with masks.</source>
        <translation>Es gibt keinen Ordner „{path}“ mit Masken.</translation>
    </message>
    <message>
        <source>There is no mask “{path}”.</source>
        <translation>Es gibt keine Maske „{path}“.</translation>
    </message>
    <message>
        <source>There is no mask {name} beside it.</source>
        <translation>Daneben gibt es keine Maske {name}.</translation>
    </message>
    <message>
        <source>There is no mask {name} or {other} in “{path}”.</source>
        <translation>In „{path}“ gibt es keine Maske {name} oder {other}.</translation>
    </message>
    <message>
        <source>There is no format “{format}”.</source>
        <translation>Es gibt kein Format „{format}“.</translation>
    </message>
    <message>
        <source>The folder “{path}” cannot be read: {error}.</source>
        <translation>Der Ordner „{path}“ lässt sich nicht lesen: {error}.</translation>
    </message>
    <message>
        <source>The folder “{path}” cannot be created: {error}.</source>
        <translation>Der Ordner „{path}“ lässt sich nicht anlegen: {error}.</translation>
    </message>
    <message>
        <source>“{path}” is a file, not a folder for the results.</source>
        <translation>„{path}“ ist eine Datei, kein Ordner für die Ergebnisse.</translation>
    </message>
    <message>
        <source>The results cannot go into the folder of the photos.</source>
        <translation>Die Ergebnisse können nicht in den Ordner der Fotos.</translation>
    </message>
    <message>
        <source>Choose another, for example “{path}”.</source>
        <translation>Wählen Sie einen anderen, zum Beispiel „{path}“.</translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation>Wählen Sie einen anderen Ausgabeordner.</translation>
    </message>
    <message>
        <source>The masks lie in the folder of the photos.</source>
        <translation>Die Masken liegen im Ordner der Fotos.</translation>
    </message>
    <message>
        <source>Its result would replace a photo or a mask that the batch reads.</source>
        <translation>Das Ergebnis würde ein Foto oder eine Maske ersetzen, die der Stapel liest.</translation>
    </message>
    <message>
        <source>It was done before, and photo, mask and options are the same.</source>
        <translation>Schon erledigt; Foto, Maske und Einstellungen sind dieselben.</translation>
    </message>
    <message>
        <source>A file of that name exists that this batch did not make, or that was edited.</source>
        <translation>Eine Datei dieses Namens stammt nicht von diesem Stapel oder wurde bearbeitet.</translation>
    </message>
    <message>
        <source>“{path}” exists and was not made by this batch.</source>
        <translation>„{path}“ ist schon da und stammt nicht von diesem Stapel.</translation>
    </message>
    <message>
        <source>The mask is empty, so nothing was removed.</source>
        <translation>Die Maske ist leer, daher wurde nichts entfernt.</translation>
    </message>
    <message>
        <source>The name pattern “{pattern}” would call every result the same.</source>
        <translation>Mit dem Namensmuster „{pattern}“ hieße jedes Ergebnis gleich.</translation>
    </message>
    <message>
        <source>Put {placeholder} into it, for example {example}.</source>
        <translation>Nehmen Sie {placeholder} hinein, zum Beispiel {example}.</translation>
    </message>
    <message>
        <source>The name pattern “{pattern}” holds a character that no file name may have.</source>
        <translation>Das Namensmuster „{pattern}“ enthält ein Zeichen, das in Dateinamen nicht vorkommen darf.</translation>
    </message>
    <message>
        <source>Use {stem} (the name without extension), {name} (with it) and plain text.</source>
        <translation>Verwenden Sie {stem} (Name ohne Endung), {name} (mit Endung) und einfachen Text.</translation>
    </message>
    <message>
        <source>The list of finished photos cannot be written in “{path}”: {error}.</source>
        <translation>Die Liste der fertigen Fotos lässt sich nicht in „{path}“ schreiben: {error}.</translation>
    </message>
    <message>
        <source>The list of finished photos “{path}” cannot be written: {error}.</source>
        <translation>Die Liste der fertigen Fotos „{path}“ lässt sich nicht schreiben: {error}.</translation>
    </message>
    <message>
        <source>Free some space and run the batch again; it goes on where it stopped.</source>
        <translation>Schaffen Sie Platz und starten Sie den Stapel noch einmal; er macht dort weiter, wo er stehen blieb.</translation>
    </message>
    <message>
        <source>Another batch is already writing to “{path}”.</source>
        <translation>Ein anderer Stapel schreibt bereits nach „{path}“.</translation>
    </message>
    <message>
        <source>Another batch has written to “{path}” since this one was planned.</source>
        <translation>Ein anderer Stapel hat nach „{path}“ geschrieben, seit dieser geplant wurde.</translation>
    </message>
    <message>
        <source>Another batch is writing to “{path}” in other parts ({names}).</source>
        <translation>Ein anderer Stapel schreibt in anderer Aufteilung nach „{path}“ ({names}).</translation>
    </message>
    <message>
        <source>Start it again; what is done is skipped.</source>
        <translation>Starten Sie ihn noch einmal; Fertiges wird übersprungen.</translation>
    </message>
    <message>
        <source>The batch was interrupted before this photo was done.</source>
        <translation>Der Stapel wurde unterbrochen, bevor dieses Foto fertig war.</translation>
    </message>
    <message>
        <source>It was interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>There is not enough memory for it.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>The process that worked on it {how}.</source>
        <translation>Der Prozess, der daran arbeitete, {how}.</translation>
    </message>
    <message>
        <source>Moebius stumbled over it: {kind}: {error}.</source>
        <translation>Moebius ist darüber gestolpert: {kind}: {error}.</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>es gibt diese Datei nicht</translation>
    </message>
    <message>
        <source>no permission to read it, or another program has locked it</source>
        <translation>keine Leseberechtigung, oder ein anderes Programm sperrt die Datei</translation>
    </message>
    <message>
        <source>it is a folder, not a photo</source>
        <translation>das ist ein Ordner, kein Foto</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file</source>
        <translation>es ist ein Gerät oder eine Pipe, keine Datei</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself</source>
        <translation>es ist eine Verknüpfung, die auf sich selbst zurückführt</translation>
    </message>
    <message>
        <source>part of its path is a file, not a folder</source>
        <translation>ein Teil des Pfads ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>its name is too long for this system</source>
        <translation>der Name ist zu lang für dieses System</translation>
    </message>
    <message>
        <source>the disk reported a read error</source>
        <translation>der Datenträger meldet einen Lesefehler</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>your disk quota is used up</source>
        <translation>Ihr Speicherkontingent ist aufgebraucht</translation>
    </message>
    <message>
        <source>the file would be larger than this system allows</source>
        <translation>die Datei würde größer, als dieses System erlaubt</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>es gibt den Ordner nicht</translation>
    </message>
    <message>
        <source>part of the path is a file, not a folder</source>
        <translation>ein Teil des Pfads ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>there is a folder of that name</source>
        <translation>es gibt einen Ordner dieses Namens</translation>
    </message>
    <message>
        <source>no permission to write there, or the file is in use</source>
        <translation>dort darf nicht geschrieben werden, oder die Datei wird gerade benutzt</translation>
    </message>
    <message>
        <source>the system says: {words}</source>
        <translation>das System meldet: {words}</translation>
    </message>
    <message>
        <source>its profile is unusable</source>
        <translation>das Profil ist unbrauchbar</translation>
    </message>
    <message>
        <source>it has no profile</source>
        <translation>es ist kein Profil dabei</translation>
    </message>
    <message>
        <source>the colour profile</source>
        <translation>das Farbprofil</translation>
    </message>
    <message>
        <source>the resolution</source>
        <translation>die Auflösung</translation>
    </message>
    <message>
        <source>PNG text and colour chunks</source>
        <translation>PNG-Text- und Farbblöcke</translation>
    </message>
    <message>
        <source>ended unexpectedly (exit code {code})</source>
        <translation>endete unerwartet (Code {code})</translation>
    </message>
    <message>
        <source>was ended by signal {number}</source>
        <translation>wurde durch Signal {number} beendet</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
    <message>
        <source>camera raw</source>
        <translation>Kamera-Rohbild</translation>
    </message>
    <message>
        <source>If you trust the file, use the command line, where --max-megapixels raises the limit.</source>
        <translation>Wenn Sie der Datei vertrauen, nutzen Sie die Befehlszeile; dort hebt --max-megapixels die Grenze an.</translation>
    </message>
    <message>
        <source>Choose a mask of the photo&apos;s size, or say how it is to be fitted.</source>
        <translation>Wählen Sie eine Maske in der Größe des Fotos oder geben Sie an, wie sie passen soll.</translation>
    </message>
    <message>
        <source>Scale the mask, or anchor it to a corner or an edge.</source>
        <translation>Skalieren Sie die Maske oder legen Sie sie an eine Ecke oder Kante.</translation>
    </message>
    <message>
        <source>Name them like the photos with {suffix} added, and choose masks beside the photos.</source>
        <translation>Nennen Sie sie wie die Fotos mit dem Zusatz {suffix} und wählen Sie Masken neben den Fotos.</translation>
    </message>
    <message>
        <source>Choose another output folder or another name pattern.</source>
        <translation>Wählen Sie einen anderen Ausgabeordner oder ein anderes Namensmuster.</translation>
    </message>
    <message>
        <source>Move it away, or choose another output folder.</source>
        <translation>Verschieben Sie sie oder wählen Sie einen anderen Ausgabeordner.</translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation>Warten Sie, bis er beendet ist.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Perhaps memory ran out; close other programs and try again.</source>
        <translation>Vielleicht reichte der Speicher nicht; schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Cancelled. The mask is back.</source>
        <translation>Abgebrochen. Die Maske ist wieder da.</translation>
    </message>
    <message>
        <source>Another result is ready: undo what came after the removal to see it.</source>
        <translation>Ein weiteres Ergebnis ist fertig: Machen Sie rückgängig, was nach dem Entfernen kam, um es zu sehen.</translation>
    </message>
    <message>
        <source>Removed in {seconds} s with {engine} on {device}. {count} pixels changed; all others are untouched.</source>
        <translation>Entfernt in {seconds} s mit {engine} auf {device}. {count} Pixel geändert; alle anderen sind unberührt.</translation>
    </message>
    <message>
        <source>Waiting for the file to be written.</source>
        <translation>Warten, bis die Datei geschrieben ist.</translation>
    </message>
    <message>
        <source>This is the last photo.</source>
        <translation>Das ist das letzte Foto.</translation>
    </message>
    <message>
        <source>Variation {number} of {count}</source>
        <translation>Variante {number} von {count}</translation>
    </message>
    <message>
        <source>This is the first photo.</source>
        <translation>Das ist das erste Foto.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Wird kopiert</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>Rückgängig gemacht: {step}</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>Wiederholt: {step}</translation>
    </message>
    <message>
        <source>Paint over what should go, then remove it.</source>
        <translation>Übermalen Sie, was weg soll, dann entfernen Sie es.</translation>
    </message>
    <message>
        <source>There is no removal to try again.</source>
        <translation>Es gibt keine Entfernung für einen neuen Versuch.</translation>
    </message>
    <message>
        <source>Restoring “{name}”</source>
        <translation>„{name}“ wird wiederhergestellt</translation>
    </message>
</context>
<context>
    <name>Engines</name>
    <message>
        <source>{engine} – not installed</source>
        <translation>{engine} – nicht installiert</translation>
    </message>
    <message>
        <source>{device} – not on this computer</source>
        <translation>{device} – nicht an diesem Computer</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Something went wrong inside Moebius ({kind}).</source>
        <translation>In Moebius ist etwas schiefgegangen ({kind}).</translation>
    </message>
    <message>
        <source>Nothing was changed. The log file holds the details.</source>
        <translation>Es wurde nichts geändert. Einzelheiten stehen in der Protokolldatei.</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Removal cancelled</source>
        <translation>Entfernen abgebrochen</translation>
    </message>
    <message>
        <source>The disk is full or cannot be written to: the oldest steps can no longer be undone.</source>
        <translation>Der Datenträger ist voll oder nicht beschreibbar: Die ältesten Schritte lassen sich nicht mehr rückgängig machen.</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Grow mask</source>
        <translation>Maske erweitern</translation>
    </message>
    <message>
        <source>Shrink mask</source>
        <translation>Maske verkleinern</translation>
    </message>
    <message>
        <source>Feather mask</source>
        <translation>Weiche Maskenkante</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>Maske umkehren</translation>
    </message>
    <message>
        <source>Clear mask</source>
        <translation>Maske leeren</translation>
    </message>
    <message>
        <source>Load mask</source>
        <translation>Maske laden</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>{name} – running …</source>
        <translation>{name} – läuft …</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>The disk is full or cannot be written to: from here on nothing can be restored after a crash.</source>
        <translation>Der Datenträger ist voll oder nicht beschreibbar: Ab hier lässt sich nach einem Absturz nichts wiederherstellen.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>“{name}” is being edited in another window.</source>
        <translation>„{name}“ wird in einem anderen Fenster bearbeitet.</translation>
    </message>
    <message>
        <source>The notes on the edits cannot be read.</source>
        <translation>Die Aufzeichnungen der Änderungen lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>The photo has changed since: the edits do not fit it any more.</source>
        <translation>Das Foto hat sich seitdem geändert: Die Änderungen passen nicht mehr dazu.</translation>
    </message>
    <message>
        <source>The photo that was edited is missing or has changed since.</source>
        <translation>Das bearbeitete Foto fehlt oder hat sich seitdem geändert.</translation>
    </message>
    <message>
        <source>Put it back where it was and try again.</source>
        <translation>Legen Sie es dorthin zurück, wo es war, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A removal is still running.</source>
        <translation>Es wird noch etwas entfernt.</translation>
    </message>
</context>
<context>
    <name>MaskCommands</name>
    <message>
        <source>Loading the mask “{name}”</source>
        <translation>Maske „{name}“ wird geladen</translation>
    </message>
    <message>
        <source>The mask was saved as “{path}”.</source>
        <translation>Die Maske wurde als „{path}“ gespeichert.</translation>
    </message>
    <message>
        <source>Saving the mask “{name}”</source>
        <translation>Maske „{name}“ wird gespeichert</translation>
    </message>
    <message>
        <source>Nothing has been removed so far.</source>
        <translation>Bisher wurde nichts entfernt.</translation>
    </message>
    <message>
        <source>Reuse mask</source>
        <translation>Maske wiederverwenden</translation>
    </message>
    <message>
        <source>Carry mask over</source>
        <translation>Maske übernehmen</translation>
    </message>
    <message>
        <source>The mask was carried over.</source>
        <translation>Die Maske wurde übernommen.</translation>
    </message>
    <message>
        <source>The mask was carried over and scaled from {old} to {new} pixels.</source>
        <translation>Die Maske wurde übernommen und von {old} auf {new} Pixel skaliert.</translation>
    </message>
    <message>
        <source>Fitting the mask</source>
        <translation>Maske wird angepasst</translation>
    </message>
    <message>
        <source>There is no mask to change.</source>
        <translation>Es gibt keine Maske zum Ändern.</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation>In „{folder}“ sind keine Fotos.</translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation>Wird eingefügt</translation>
    </message>
    <message>
        <source>Opening the sample photo</source>
        <translation>Beispielfoto wird geöffnet</translation>
    </message>
    <message>
        <source>Opening “{name}”</source>
        <translation>„{name}“ wird geöffnet</translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>OptionBar</name>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Diameter in photo pixels. Keys [ and ], or Alt+wheel.</source>
        <translation>Durchmesser in Pixeln des Fotos. Tasten [ und ] oder Alt+Mausrad.</translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % falls off from the centre.</source>
        <translation>100 % hat eine harte Kante, 0 % läuft von der Mitte aus.</translation>
    </message>
    <message>
        <source>Pen &amp;pressure</source>
        <translation>S&amp;tiftdruck</translation>
    </message>
    <message>
        <source>A pen&apos;s pressure changes the size.</source>
        <translation>Der Druck des Stifts ändert die Größe.</translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is taken.</source>
        <translation>Umkreisen Sie ein Objekt mit dem Pinsel: Das Innere gehört dazu.</translation>
    </message>
    <message>
        <source>&amp;Tolerance</source>
        <translation>&amp;Toleranz</translation>
    </message>
    <message>
        <source>How far a colour may differ from the one clicked.</source>
        <translation>Wie weit eine Farbe von der angeklickten abweichen darf.</translation>
    </message>
    <message>
        <source>Only &amp;connected</source>
        <translation>Nur bena&amp;chbart</translation>
    </message>
    <message>
        <source>Take only pixels that touch each other.</source>
        <translation>Nur Pixel aufnehmen, die aneinandergrenzen.</translation>
    </message>
    <message>
        <source>Paints the original back.</source>
        <translation>Malt das Original zurück.</translation>
    </message>
    <message>
        <source>Draw around what should go.</source>
        <translation>Umfahren Sie, was weg soll.</translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes.</source>
        <translation>Ecken anklicken; Enter oder Doppelklick schließt.</translation>
    </message>
    <message>
        <source>Shift: square. Alt or the right button takes away.</source>
        <translation>Umschalt: Quadrat. Alt oder rechte Maustaste zieht ab.</translation>
    </message>
    <message>
        <source>Shift: circle. Alt or the right button takes away.</source>
        <translation>Umschalt: Kreis. Alt oder rechte Maustaste zieht ab.</translation>
    </message>
    <message>
        <source>Scribble over an object, or draw around it: the mask snaps to it.</source>
        <translation>Ein Objekt überkritzeln oder umfahren: Die Maske schmiegt sich an.</translation>
    </message>
    <message>
        <source>Drag to move the photo; Space does it with any tool.</source>
        <translation>Ziehen verschiebt das Foto; mit der Leertaste geht das bei jedem Werkzeug.</translation>
    </message>
    <message>
        <source>Hard&amp;ness</source>
        <translation>Hä&amp;rte</translation>
    </message>
    <message>
        <source>Fill l&amp;oops</source>
        <translation>Schleife&amp;n füllen</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings and shortcuts</source>
        <translation>Einstellungen und Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>&amp;Undo reset</source>
        <translation>Doch &amp;nicht zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Reset all</source>
        <translation>Alles &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Set “{setting}” back to the default</source>
        <translation>„{setting}“ auf den Standard zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>Änderungen an „{name}“ speichern?</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
    <message>
        <source>Replace the original “{name}”?</source>
        <translation>Original „{name}“ ersetzen?</translation>
    </message>
    <message>
        <source>It is overwritten with the edited photo. File &gt; Save As keeps the original. This is asked only once.</source>
        <translation>Es wird mit dem bearbeiteten Foto überschrieben. Datei &gt; Speichern unter behält das Original. Diese Frage kommt nur einmal.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Another program has changed “{name}”.</source>
        <translation>Ein anderes Programm hat „{name}“ geändert.</translation>
    </message>
    <message>
        <source>Saving replaces what the other program has written.</source>
        <translation>Beim Speichern wird ersetzt, was das andere Programm geschrieben hat.</translation>
    </message>
    <message>
        <source>&amp;Save all the same</source>
        <translation>&amp;Trotzdem speichern</translation>
    </message>
    <message>
        <source>It would be broken off.</source>
        <translation>Es würde abgebrochen.</translation>
    </message>
    <message>
        <source>&amp;Leave all the same</source>
        <translation>&amp;Trotzdem beenden</translation>
    </message>
    <message>
        <source>Open Photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Open a Folder of Photos</source>
        <translation>Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>Load a Mask</source>
        <translation>Maske laden</translation>
    </message>
    <message>
        <source>Save the Mask</source>
        <translation>Maske speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The mask has {mask} pixels, the photo {photo}. How should it fit?</source>
        <translation>Die Maske hat {mask} Pixel, das Foto {photo}. Wie soll sie passen?</translation>
    </message>
    <message>
        <source>&amp;Stretch to the photo</source>
        <translation>Auf das Foto &amp;strecken</translation>
    </message>
    <message>
        <source>&amp;Top left corner</source>
        <translation>Ecke &amp;oben links</translation>
    </message>
    <message>
        <source>&amp;Centre</source>
        <translation>&amp;Mitte</translation>
    </message>
    <message>
        <source>Moebius</source>
        <translation>Moebius</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Removals in work</source>
        <translation>Laufende und wartende Entfernungen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Cancel removal {number}</source>
        <translation>Entfernung {number} abbrechen</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>RectangleDialog</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Rectangle by Numbers</source>
        <translation>Rechteck mit Zahlen</translation>
    </message>
    <message>
        <source>T&amp;ake away instead of adding</source>
        <translation>Weg&amp;nehmen statt hinzufügen</translation>
    </message>
    <message>
        <source>From the &amp;left:</source>
        <translation>Von &amp;links:</translation>
    </message>
    <message>
        <source>From the &amp;top:</source>
        <translation>Von &amp;oben:</translation>
    </message>
    <message>
        <source>&amp;Width:</source>
        <translation>&amp;Breite:</translation>
    </message>
    <message>
        <source>&amp;Height:</source>
        <translation>&amp;Höhe:</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message>
        <source>Starting the engine</source>
        <translation>Verfahren wird gestartet</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
</context>
<context>
    <name>RemovePanel</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>Ed&amp;ges</source>
        <translation>&amp;Kanten</translation>
    </message>
    <message>
        <source>Remove after each stro&amp;ke</source>
        <translation>Nach &amp;jedem Strich entfernen</translation>
    </message>
    <message>
        <source>Draft – quick</source>
        <translation>Entwurf – schnell</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best – takes longer</source>
        <translation>Beste – dauert länger</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>How far beyond the mask to work, so that no rim of the object stays.</source>
        <translation>Wie weit über die Maske hinaus gearbeitet wird, damit kein Rand des Objekts bleibt.</translation>
    </message>
    <message>
        <source>&amp;Look further around</source>
        <translation>&amp;Umgebung einbeziehen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>How much of the surroundings is used; the frame on the photo shows it.</source>
        <translation>Wie viel der Umgebung genutzt wird; der Rahmen auf dem Foto zeigt es.</translation>
    </message>
    <message>
        <source>No button needed: let go, and it is gone.</source>
        <translation>Ganz ohne Knopf: loslassen, und es ist weg.</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>Moebius ended unexpectedly; edits of “{name}” from {time} are still there.</source>
        <translation>Moebius wurde unerwartet beendet; Änderungen an „{name}“ von {time} sind noch da.</translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>L&amp;ater</source>
        <translation>S&amp;päter</translation>
    </message>
    <message numerus="yes">
        <source>%n more photo(s) after this one.</source>
        <translation>
            <numerusform>Danach noch %n Foto.</numerusform>
            <numerusform>Danach noch %n Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The details are in “{file}”.</source>
        <translation>Einzelheiten stehen in „{file}“.</translation>
    </message>
    <message>
        <source>Moebius crashed when it ran before.</source>
        <translation>Moebius ist beim letzten Mal abgestürzt.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Verwer&amp;fen</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>JPEG – small, for sharing</source>
        <translation>JPEG – klein, zum Teilen</translation>
    </message>
    <message>
        <source>PNG – exact</source>
        <translation>PNG – verlustfrei</translation>
    </message>
    <message>
        <source>TIFF – exact, for other editors</source>
        <translation>TIFF – verlustfrei, für andere Programme</translation>
    </message>
    <message>
        <source>WebP – small, for the web</source>
        <translation>WebP – klein, fürs Web</translation>
    </message>
    <message>
        <source>AVIF – smallest</source>
        <translation>AVIF – am kleinsten</translation>
    </message>
    <message>
        <source>HEIC – small, for Apple devices</source>
        <translation>HEIC – klein, für Apple-Geräte</translation>
    </message>
    <message>
        <source>BMP – exact, for old programs</source>
        <translation>BMP – verlustfrei, für alte Programme</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>Alles behalten</translation>
    </message>
    <message>
        <source>Keep, but not where it was taken</source>
        <translation>Behalten, aber ohne Aufnahmeort</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;As the original</source>
        <translation>&amp;Wie das Original</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Ordner:</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>Quality:</source>
        <translation>Qualität:</translation>
    </message>
    <message>
        <source>&amp;Metadata:</source>
        <translation>&amp;Metadaten:</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <source>The photo needs a name.</source>
        <translation>Das Foto braucht einen Namen.</translation>
    </message>
    <message>
        <source>A name has no slashes; Browse chooses the folder.</source>
        <translation>Ein Name enthält keine Schrägstriche; den Ordner wählt „Durchsuchen“.</translation>
    </message>
    <message>
        <source>There is no such folder; Browse chooses one.</source>
        <translation>Diesen Ordner gibt es nicht; wählen Sie mit „Durchsuchen“ einen anderen.</translation>
    </message>
    <message>
        <source>“{name}” is there already. Replace it?</source>
        <translation>„{name}“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Photos can be opened from {suffix} but not saved as it.</source>
        <translation>Fotos lassen sich aus {suffix} öffnen, aber nicht so speichern.</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Nothing has changed since the last save.</source>
        <translation>Seit dem letzten Speichern hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Saving “{name}”</source>
        <translation>„{name}“ wird gespeichert</translation>
    </message>
    <message>
        <source>Saved as “{path}”.</source>
        <translation>Gespeichert als „{path}“.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Files and safety</source>
        <translation>Dateien und Sicherheit</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Moebius is started again.</source>
        <translation>Gilt ab dem nächsten Start von Moebius.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>The photo&apos;s surround stays a neutral grey in each.</source>
        <translation>Die Umgebung des Fotos bleibt immer neutral grau.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing moves or fades by itself.</source>
        <translation>Nichts bewegt sich oder blendet von selbst.</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>Zuletzt geöffnete Fotos</translation>
    </message>
    <message>
        <source>How many the File menu lists.</source>
        <translation>So viele stehen im Menü Datei.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation>Privater Modus</translation>
    </message>
    <message>
        <source>Opened photos and folders are not remembered.</source>
        <translation>Geöffnete Fotos und Ordner werden nicht gemerkt.</translation>
    </message>
    <message>
        <source>Offer the Moebius network</source>
        <translation>Das Moebius-Netz anbieten</translation>
    </message>
    <message>
        <source>On the start page, as long as it is not installed.</source>
        <translation>Auf der Startseite, solange es nicht installiert ist.</translation>
    </message>
    <message>
        <source>Tool at the start</source>
        <translation>Werkzeug zu Beginn</translation>
    </message>
    <message>
        <source>The tool in hand when a photo is opened first.</source>
        <translation>Das Werkzeug, das beim ersten Foto bereitliegt.</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Restore brush</source>
        <translation>Wiederherstellungspinsel</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Polygon lasso</source>
        <translation>Polygon-Lasso</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Object selection</source>
        <translation>Objektauswahl</translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>Diameter in pixels of the photo.</source>
        <translation>Durchmesser in Pixeln des Fotos.</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Brush hardness</source>
        <translation>Pinselhärte</translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % fades from the centre.</source>
        <translation>100 % hat eine harte Kante, 0 % läuft von der Mitte aus.</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Pen pressure sets the brush size</source>
        <translation>Stiftdruck bestimmt die Pinselgröße</translation>
    </message>
    <message>
        <source>For graphics tablets.</source>
        <translation>Für Grafiktabletts.</translation>
    </message>
    <message>
        <source>Fill closed loops</source>
        <translation>Geschlossene Schleifen füllen</translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is masked too.</source>
        <translation>Ein Objekt mit dem Pinsel umkreisen: Das Innere wird mit maskiert.</translation>
    </message>
    <message>
        <source>Magic wand tolerance</source>
        <translation>Toleranz des Zauberstabs</translation>
    </message>
    <message>
        <source>How far a colour may differ and still be taken.</source>
        <translation>Wie weit eine Farbe abweichen darf, um noch dazuzugehören.</translation>
    </message>
    <message>
        <source>Magic wand takes only connected areas</source>
        <translation>Zauberstab nimmt nur Zusammenhängendes</translation>
    </message>
    <message>
        <source>Off: the colour is taken everywhere in the photo.</source>
        <translation>Aus: Die Farbe wird überall im Foto aufgenommen.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>What invents the picture where something is removed.</source>
        <translation>Was das Bild dort erfindet, wo etwas entfernt wird.</translation>
    </message>
    <message>
        <source>Automatic (the best that runs here)</source>
        <translation>Automatisch (das beste, das hier läuft)</translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation>Inhaltsfüllung</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the engine computes.</source>
        <translation>Worauf das Verfahren rechnet.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Draft is faster, Best takes longer.</source>
        <translation>Entwurf ist schneller, Beste dauert länger.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Widen the mask&apos;s edges</source>
        <translation>Maskenkanten erweitern</translation>
    </message>
    <message>
        <source>So that no rim of the object stays.</source>
        <translation>Damit kein Rand des Objekts bleibt.</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Width in which fill and photo blend.</source>
        <translation>Breite, in der Füllung und Foto ineinander übergehen.</translation>
    </message>
    <message>
        <source>Look further around</source>
        <translation>Umgebung einbeziehen</translation>
    </message>
    <message>
        <source>How far around the mask the engine looks; 1 is its usual distance.</source>
        <translation>Wie weit um die Maske herum das Verfahren schaut; 1 ist der übliche Abstand.</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>Remove after each stroke</source>
        <translation>Nach jedem Strich entfernen</translation>
    </message>
    <message>
        <source>Without pressing Enter.</source>
        <translation>Ohne Enter zu drücken.</translation>
    </message>
    <message>
        <source>Carry the mask to the next photo</source>
        <translation>Maske zum nächsten Foto mitnehmen</translation>
    </message>
    <message>
        <source>For a series with the same spot in each photo.</source>
        <translation>Für Serien mit demselben Fleck in jedem Foto.</translation>
    </message>
    <message>
        <source>Mask colour</source>
        <translation>Maskenfarbe</translation>
    </message>
    <message>
        <source>Choose one that the photo does not have.</source>
        <translation>Am besten eine, die im Foto nicht vorkommt.</translation>
    </message>
    <message>
        <source>Mask opacity</source>
        <translation>Deckkraft der Maske</translation>
    </message>
    <message>
        <source>0 % is invisible, 100 % hides the photo below.</source>
        <translation>0 % ist unsichtbar, 100 % verdeckt das Foto darunter.</translation>
    </message>
    <message>
        <source>Mask pattern</source>
        <translation>Maskenmuster</translation>
    </message>
    <message>
        <source>Shows the mask where its colour does not stand out.</source>
        <translation>Zeigt die Maske, wo sich ihre Farbe nicht abhebt.</translation>
    </message>
    <message>
        <source>Moebius (automatic)</source>
        <translation>Moebius (automatisch)</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Graphics card (DirectML)</source>
        <translation>Grafikkarte (DirectML)</translation>
    </message>
    <message>
        <source>Apple chip (CoreML)</source>
        <translation>Apple-Chip (CoreML)</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>Schraffur</translation>
    </message>
    <message>
        <source>Dots</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Colour only</source>
        <translation>Nur Farbe</translation>
    </message>
    <message>
        <source>Mouse wheel zooms</source>
        <translation>Mausrad zoomt</translation>
    </message>
    <message>
        <source>Off: the wheel scrolls, with Ctrl it zooms.</source>
        <translation>Aus: Das Rad blättert, mit Strg zoomt es.</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>Pixelraster</translation>
    </message>
    <message>
        <source>From 800 % on.</source>
        <translation>Ab 800 %.</translation>
    </message>
    <message>
        <source>Tab hides the panels</source>
        <translation>Tabulatortaste blendet die Bedienfelder aus</translation>
    </message>
    <message>
        <source>While the photo has the keyboard; Shift+Tab leaves it.</source>
        <translation>Solange das Foto die Tastatur hat; Umschalt+Tab verlässt es.</translation>
    </message>
    <message>
        <source>Holding Tab shows the original</source>
        <translation>Gehaltene Tabulatortaste zeigt das Original</translation>
    </message>
    <message>
        <source>As the backslash key does.</source>
        <translation>Wie die Taste mit dem Rückstrich (\).</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>What a saved photo tells about camera, time and place.</source>
        <translation>Was ein gespeichertes Foto über Kamera, Zeit und Ort verrät.</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Without location</source>
        <translation>Ohne Ort</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Quality of saved photos</source>
        <translation>Qualität gespeicherter Fotos</translation>
    </message>
    <message>
        <source>For JPEG, WebP, AVIF and HEIC.</source>
        <translation>Für JPEG, WebP, AVIF und HEIC.</translation>
    </message>
    <message>
        <source>as the source</source>
        <translation>wie das Original</translation>
    </message>
    <message>
        <source>Ask before the original is overwritten</source>
        <translation>Vor dem Überschreiben des Originals fragen</translation>
    </message>
    <message>
        <source>Is switched off once you have confirmed it.</source>
        <translation>Schaltet sich aus, sobald Sie einmal bestätigt haben.</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Speicher für Rückgängig</translation>
    </message>
    <message>
        <source>Older steps move to the disk; none are lost.</source>
        <translation>Ältere Schritte kommen auf den Datenträger; keiner geht verloren.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Restore edits after a crash</source>
        <translation>Änderungen nach einem Absturz wiederherstellen</translation>
    </message>
    <message>
        <source>Edits are also kept on the disk until the photo is saved.</source>
        <translation>Änderungen liegen bis zum Speichern des Fotos auch auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Keys of menu items and tools.</source>
        <translation>Tasten für Menüpunkte und Werkzeuge.</translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message>
        <source>The settings cannot be written to “{path}”; changes hold until Moebius is closed.</source>
        <translation>Die Einstellungen lassen sich nicht in „{path}“ schreiben; Änderungen gelten, bis Moebius beendet wird.</translation>
    </message>
    <message>
        <source>The settings in “{path}” cannot be read; the defaults are used.</source>
        <translation>Die Einstellungen in „{path}“ lassen sich nicht lesen; es gelten die Standardwerte.</translation>
    </message>
    <message>
        <source>The settings in “{path}” are damaged; the defaults are used.</source>
        <translation>Die Einstellungen in „{path}“ sind beschädigt; es gelten die Standardwerte.</translation>
    </message>
    <message>
        <source>The settings file was damaged and is now called “{path}”; the defaults are used.</source>
        <translation>Die Einstellungsdatei war beschädigt und heißt jetzt „{path}“; es gelten die Standardwerte.</translation>
    </message>
    <message>
        <source>The setting “{key}” is unknown to this version and is left as it is.</source>
        <translation>Die Einstellung „{key}“ ist dieser Version unbekannt und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>The setting “{key}” cannot be “{value}”; its default is used.</source>
        <translation>Die Einstellung „{key}“ kann nicht „{value}“ sein; es gilt der Standardwert.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>&amp;New keys:</source>
        <translation>&amp;Neue Tasten:</translation>
    </message>
    <message>
        <source>&amp;Default keys</source>
        <translation>&amp;Standardtasten</translation>
    </message>
    <message>
        <source>&amp;Use them here</source>
        <translation>&amp;Hier verwenden</translation>
    </message>
    <message>
        <source>Select an action to change its keys.</source>
        <translation>Wählen Sie eine Aktion, um ihre Tasten zu ändern.</translation>
    </message>
    <message>
        <source>Keys of “{action}”; click one to take it away:</source>
        <translation>Tasten von „{action}“; zum Wegnehmen anklicken:</translation>
    </message>
    <message>
        <source>“{action}” has no keys.</source>
        <translation>„{action}“ hat keine Tasten.</translation>
    </message>
    <message>
        <source>Take {keys} away from “{action}”</source>
        <translation>{keys} von „{action}“ wegnehmen</translation>
    </message>
    <message>
        <source>{keys} already belongs to “{action}”.</source>
        <translation>{keys} gehört schon zu „{action}“.</translation>
    </message>
    <message>
        <source>{keys} now does “{action}”.</source>
        <translation>{keys} löst jetzt „{action}“ aus.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Von Ihnen geändert</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Foto verschieben</translation>
    </message>
    <message>
        <source>Space and drag, or middle button</source>
        <translation>Leertaste und ziehen, oder mittlere Maustaste</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>{ctrl} and wheel</source>
        <translation>{ctrl} und Mausrad</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>{alt} and wheel</source>
        <translation>{alt} und Mausrad</translation>
    </message>
    <message>
        <source>Take away instead of adding</source>
        <translation>Abziehen statt hinzufügen</translation>
    </message>
    <message>
        <source>Right button, or {alt} and drag</source>
        <translation>Rechte Maustaste, oder {alt} und ziehen</translation>
    </message>
    <message>
        <source>Straight line from the last stroke</source>
        <translation>Gerade Linie vom letzten Strich</translation>
    </message>
    <message>
        <source>{shift} and click</source>
        <translation>{shift} und klicken</translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation>Fadenkreuz bewegen</translation>
    </message>
    <message>
        <source>Arrow keys; farther with {shift}</source>
        <translation>Pfeiltasten; weiter mit {shift}</translation>
    </message>
    <message>
        <source>Paint at the crosshair</source>
        <translation>Am Fadenkreuz malen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Mouse and crosshair</source>
        <translation>Maus und Fadenkreuz</translation>
    </message>
    <message>
        <source>No action or key is called that.</source>
        <translation>Keine Aktion oder Taste heißt so.</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Var&amp;iations</source>
        <translation>Var&amp;ianten</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>Verlau&amp;f</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a photo, or drop one here.</source>
        <translation>Öffnen Sie ein Foto oder ziehen Sie eins hierher.</translation>
    </message>
    <message>
        <source>Paint over what should go.</source>
        <translation>Übermalen Sie, was weg soll.</translation>
    </message>
    <message>
        <source>Press Enter: it is gone, the rest untouched.</source>
        <translation>Drücken Sie Enter: Es ist weg, der Rest unberührt.</translation>
    </message>
    <message>
        <source>Remove anything from a photo</source>
        <translation>Entfernen, was im Foto stört</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Try a sample photo</source>
        <translation>Beispielfoto ausprobieren</translation>
    </message>
    <message>
        <source>Recent &amp;photos</source>
        <translation>&amp;Zuletzt geöffnete Fotos</translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation>Zuletzt geöffnete Fotos</translation>
    </message>
    <message>
        <source>No longer there: {path}</source>
        <translation>Nicht mehr da: {path}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation>Inhaltsfüllung</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>The engine is loaded with the first removal.</source>
        <translation>Das Verfahren wird mit dem ersten Entfernen geladen.</translation>
    </message>
    <message>
        <source>{percent} % painted</source>
        <translation>{percent} % gemalt</translation>
    </message>
    <message>
        <source>{engine} on {device}, {precision}</source>
        <translation>{engine} auf {device}, {precision}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>{percent} % ▾</source>
        <translation>{percent} % ▾</translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation>Zoom {percent} %</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min left</source>
        <translation>noch {hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>noch {minutes} min</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Restore Brush</source>
        <translation>Wiederherstellungspinsel</translation>
    </message>
    <message>
        <source>Magic Wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <source>Selecting object</source>
        <translation>Objekt wird ausgewählt</translation>
    </message>
    <message>
        <source>Object Select</source>
        <translation>Objekt auswählen</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Restore original</source>
        <translation>Original wiederherstellen</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Selecting like pixels</source>
        <translation>Ähnliche Pixel werden ausgewählt</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Is this computer online?</source>
        <translation>Ist dieser Rechner mit dem Internet verbunden?</translation>
    </message>
    <message>
        <source>{host} refuses to answer (code {code}).</source>
        <translation>{host} verweigert die Antwort (Code {code}).</translation>
    </message>
    <message>
        <source>The answer of {host} cannot be understood.</source>
        <translation>Die Antwort von {host} ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>No version is published at {host}.</source>
        <translation>Bei {host} ist keine Version veröffentlicht.</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host} ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Moebius {version} is available; this is {present}.</source>
        <translation>Moebius {version} ist verfügbar; dies ist {present}.</translation>
    </message>
    <message>
        <source>This is the newest version ({version}).</source>
        <translation>Dies ist die neueste Version ({version}).</translation>
    </message>
    <message>
        <source>This copy of Moebius does not know where versions are published.</source>
        <translation>Dieses Exemplar von Moebius weiß nicht, wo Versionen veröffentlicht werden.</translation>
    </message>
    <message>
        <source>Looking for a newer version…</source>
        <translation>Eine neuere Version wird gesucht…</translation>
    </message>
    <message>
        <source>Open the &amp;page</source>
        <translation>&amp;Seite öffnen</translation>
    </message>
    <message>
        <source>It is version {version}; look for a newer one where you got it.</source>
        <translation>Es ist Version {version}; eine neuere gibt es vielleicht dort, woher Sie es haben.</translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Variations</source>
        <translation>Varianten</translation>
    </message>
</context>
<context>
    <name>Weights</name>
    <message>
        <source>It can be downloaded again.</source>
        <translation>Es lässt sich wieder herunterladen.</translation>
    </message>
    <message>
        <source>Import a File of Weights</source>
        <translation>Eine Datei mit Gewichten importieren</translation>
    </message>
    <message>
        <source>Import a Folder of Weights</source>
        <translation>Einen Ordner mit Gewichten importieren</translation>
    </message>
    <message>
        <source>Without it these cannot be used: {sets}.</source>
        <translation>Ohne sie sind nicht verwendbar: {sets}.</translation>
    </message>
    <message>
        <source>The files it was imported from stay as they are.</source>
        <translation>Die Dateien, aus denen importiert wurde, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Weights of the Moebius Network</source>
        <translation>Gewichte des Moebius-Netzes</translation>
    </message>
    <message>
        <source>The Moebius network knows what things look like and fills large holes better than content fill. What it has learnt, its weights, is downloaded once from the Hugging Face hub or imported from files; your photos never leave this computer.</source>
        <translation>Das Moebius-Netz weiß, wie Dinge aussehen, und füllt große Lücken besser als die Inhaltsfüllung. Was es gelernt hat, seine Gewichte, wird einmal vom Hugging Face Hub heruntergeladen oder aus Dateien importiert; Ihre Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Read every byte and tell what is damaged.</source>
        <translation>Jedes Byte lesen und sagen, was beschädigt ist.</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Import File…</source>
        <translation>Datei &amp;importieren…</translation>
    </message>
    <message>
        <source>Import &amp;Folder…</source>
        <translation>&amp;Ordner importieren…</translation>
    </message>
    <message>
        <source>&amp;Show in Folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>{size} are free on the disk of “{folder}”.</source>
        <translation>{size} sind frei auf dem Datenträger von „{folder}“.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Goes on behind: “Weights…” shows it again.</source>
        <translation>Läuft im Hintergrund weiter: „Gewichte…“ zeigt es wieder.</translation>
    </message>
    <message>
        <source>&amp;Continue Download</source>
        <translation>Do&amp;wnload fortsetzen</translation>
    </message>
    <message>
        <source>Remove “{set}” from this computer?</source>
        <translation>„{set}“ von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>{sets}, which comes with it</source>
        <translation>{sets}, kommt mit</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>Herunterzuladen</translation>
    </message>
    <message>
        <source>imported on {day}</source>
        <translation>importiert am {day}</translation>
    </message>
    <message>
        <source>downloaded on {day}</source>
        <translation>heruntergeladen am {day}</translation>
    </message>
    <message>
        <source>{sets}, which is missing</source>
        <translation>{sets}, fehlt noch</translation>
    </message>
    <message>
        <source>{sets}, which is installed</source>
        <translation>{sets}, ist installiert</translation>
    </message>
    <message>
        <source>{came} have come</source>
        <translation>{came} sind da</translation>
    </message>
    <message>
        <source>Stopped. What has come is kept; “Continue Download” goes on from there.</source>
        <translation>Angehalten. Was schon da ist, bleibt; „Download fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>“{set}” is sound, down to the last byte.</source>
        <translation>„{set}“ ist unversehrt, bis zum letzten Byte.</translation>
    </message>
    <message>
        <source>Remove it and get it again.</source>
        <translation>Entfernen Sie es und holen Sie es neu.</translation>
    </message>
    <message>
        <source>“{set}” was removed; {size} are free again.</source>
        <translation>„{set}“ wurde entfernt; {size} sind wieder frei.</translation>
    </message>
    <message>
        <source>Imported: {sets}.</source>
        <translation>Importiert: {sets}.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was installed by halves.</source>
        <translation>Angehalten. Nichts wurde halb installiert.</translation>
    </message>
    <message>
        <source>Stopped before everything was checked.</source>
        <translation>Angehalten, bevor alles geprüft war.</translation>
    </message>
    <message>
        <source>“{set}” is installed; the next removal can use it.</source>
        <translation>„{set}“ ist installiert; das nächste Entfernen kann es nutzen.</translation>
    </message>
    <message>
        <source>Moebius for scenes and everything else (fine-tuned on Places2)</source>
        <translation>Moebius für Szenen und alles andere (verfeinert an Places2)</translation>
    </message>
    <message>
        <source>Moebius as first trained</source>
        <translation>Moebius, wie es zuerst trainiert wurde</translation>
    </message>
    <message>
        <source>Moebius for faces (fine-tuned on CelebA-HQ)</source>
        <translation>Moebius für Gesichter (verfeinert an CelebA-HQ)</translation>
    </message>
    <message>
        <source>Moebius for faces (fine-tuned on FFHQ)</source>
        <translation>Moebius für Gesichter (verfeinert an FFHQ)</translation>
    </message>
    <message>
        <source>The autoencoder of all Moebius weights</source>
        <translation>Der Autoencoder aller Moebius-Gewichte</translation>
    </message>
    <message>
        <source>Moebius for scenes, as ready ONNX graphs with their autoencoder</source>
        <translation>Moebius für Szenen, als fertige ONNX-Graphen mit Autoencoder</translation>
    </message>
    <message>
        <source>Apache-2.0 in the authors&apos; README, MIT on the download page</source>
        <translation>Apache-2.0 im README der Autoren, MIT auf der Download-Seite</translation>
    </message>
    <message>
        <source>MIT on the download page</source>
        <translation>MIT auf der Download-Seite</translation>
    </message>
    <message>
        <source>Apache-2.0 on the download page</source>
        <translation>Apache-2.0 auf der Download-Seite</translation>
    </message>
</context>
<context>
    <name>WeightsOffer</name>
    <message>
        <source>&amp;Download…</source>
        <translation>Herunter&amp;laden…</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>D&amp;on&apos;t offer again</source>
        <translation>&amp;Nicht mehr anbieten</translation>
    </message>
    <message>
        <source>Get the Moebius network (about {size}) for better removals, above all of large things.</source>
        <translation>Holen Sie das Moebius-Netz (etwa {size}): Es entfernt besser, vor allem große Dinge.</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is no picture to paste.</source>
        <translation>Es gibt kein Bild zum Einfügen.</translation>
    </message>
    <message>
        <source>The mask was cleared; Undo brings it back.</source>
        <translation>Die Maske wurde gelöscht; „Rückgängig“ holt sie zurück.</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Moebius does not load pictures from the network.</source>
        <translation>Moebius lädt keine Bilder aus dem Netz.</translation>
    </message>
    <message>
        <source>Save the picture to a file first, then open that.</source>
        <translation>Speichern Sie das Bild zuerst als Datei und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>The log is in “{folder}”.</source>
        <translation>Das Protokoll liegt in „{folder}“.</translation>
    </message>
    <message>
        <source>Paint over what should go, then press Enter.</source>
        <translation>Übermalen Sie, was weg soll, dann drücken Sie Enter.</translation>
    </message>
    <message>
        <source>Nothing has been changed here; nothing to restore.</source>
        <translation>Hier wurde nichts geändert; es gibt nichts wiederherzustellen.</translation>
    </message>
    <message>
        <source>&amp;Clear the List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>The language changes when Moebius is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Moebius.</translation>
    </message>
    <message>
        <source>Weights are still on their way; what has come of a download is kept.</source>
        <translation>Gewichte sind noch unterwegs; was ein Download schon gebracht hat, bleibt.</translation>
    </message>
    <message>
        <source>The details are in “{file}”.</source>
        <translation>Einzelheiten stehen in „{file}“.</translation>
    </message>
    <message>
        <source>Something went wrong inside Moebius ({kind}).</source>
        <translation>In Moebius ist etwas schiefgegangen ({kind}).</translation>
    </message>
    <message>
        <source>Your photo is still here; save it under another name to be safe.</source>
        <translation>Ihr Foto ist noch da; speichern Sie es sicherheitshalber unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>A batch is still running.</source>
        <translation>Ein Stapel läuft noch.</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Show the original while held</source>
        <translation>Original zeigen, solange gehalten</translation>
    </message>
    <message>
        <source>Hold to see the original (\)</source>
        <translation>Halten, um das Original zu sehen (\)</translation>
    </message>
</context>
</TS>
