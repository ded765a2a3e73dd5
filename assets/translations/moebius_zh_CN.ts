<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Moebius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a report of a fault. Your name and your home folder are left out; read it before you pass it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy Diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moebius is made with the following; each keeps its own licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No text came with this part; see its address above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moebius {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over what should not be in a photo, and it is gone: full resolution, on your own computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your photos never leave it. Moebius uses no network unless you ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the Apache licence, version 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by {author}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New from Clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Sam&amp;ple Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export Copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and Nex&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Batch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefere&amp;nces…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take Awa&amp;y Instead of Adding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller &amp;Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ofter Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Harder Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Grow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shrink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Feather</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;oad…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reuse Last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove What Is Painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous Variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next Variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove After &amp;Each Stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit in Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;200 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;Original (Hold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split &amp;Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the &amp;Last Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide Mask (Hold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Variations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Films&amp;trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide All &amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next Part of the Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Moebius</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry &amp;run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what would happen to each photo; nothing is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after &amp;these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the photos in work, then end the batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cance&amp;l now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End at once; nothing of the photos in work is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last batch was not finished: {done} of {total} photos are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the photos and opening the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused; the photos in work are finished first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch ends after the photos in work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending the batch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This would happen; nothing has been written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted; “Start” goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended with failures; their reasons are listed above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place of the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside each photo (name_mask.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a folder of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One mask for all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask painted now, for all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transparent parts of each photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stretch the mask to the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the mask&apos;s size and place it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also folders inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with the masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask for all photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} is the photo&apos;s name, {name} the name with its extension.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do all again and replace files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Into folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mas&amp;k folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mas&amp;k file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If si&amp;zes differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadat&amp;a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Effort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Widen the mask by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sof&amp;t edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photo} becomes {result}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask cannot be kept in “{folder}”: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with the photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with the masks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the mask for all photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mask is painted at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos in the folders inside need “Also folders inside”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photos are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find name or reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open resul&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in fol&amp;der</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) belong to no photo:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose under “If sizes differ” how the mask is to fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you trust the file, open it by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps memory ran out; close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away, choose another folder, or tick “Do all again and replace files”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder for the results or another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “Beside each photo” as the place of the masks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the other batch has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{finished} of {total} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} per minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo {size}, mask {mask} %, zoom {zoom} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Cancelled. The mask is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another result is ready: undo what came after the removal to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed in {seconds} s with {engine} on {device}. {count} pixels changed; all others are untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the sample photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the file to be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the first photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over what should go, then remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no removal to try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Moebius ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. The log file holds the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Removal cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full or cannot be written to: the oldest steps can no longer be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feather mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} – running …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>The disk is full or cannot be written to: from here on nothing can be restored after a crash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is being edited in another window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo that was edited is missing or has changed since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back where it was and try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A removal is still running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskCommands</name>
    <message>
        <source>Loading the mask “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask was saved as “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the mask “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been removed so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry mask over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask was carried over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask was carried over and scaled from {old} to {new} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no mask to change.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>There are no photos in “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionBar</name>
    <message>
        <source>&amp;Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter in photo pixels. Keys [ and ], or Alt+wheel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hardness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % falls off from the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen &amp;pressure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pen&apos;s pressure changes the size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill &amp;loops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a colour may differ from the one clicked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only &amp;connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take only pixels that touch each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paints the original back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw around what should go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift: square. Alt or the right button takes away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift: circle. Alt or the right button takes away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scribble over an object, or draw around it: the mask snaps to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move the photo; Space does it with any tool.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search settings and shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set “{setting}” back to the default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the original “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is overwritten with the edited photo. File &gt; Save As keeps the original. This is asked only once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has changed “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving replaces what the other program has written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save All the Same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It would be broken off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave All the Same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a Folder of Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask has {mask} pixels, the photo {photo}. How should it fit?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stretch to the Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Top Left Corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moebius</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message>
        <source>Starting the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemovePanel</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft – quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best – takes longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far beyond the mask to work, so that no rim of the object stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look further around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the surroundings is used; the frame on the photo shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove after each &amp;stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No button needed: let go, and it is gone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>JPEG – small, for sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG – exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TIFF – exact, for other editors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebP – small, for the web</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AVIF – smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HEIC – small, for Apple devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BMP – exact, for old programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep, but not where it was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Nothing has changed since the last save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as “{path}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menus and messages. Windows opened later follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo&apos;s surround stays a neutral grey in each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves or fades by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many the File menu lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened photos and folders are not remembered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tool in hand when a photo is opened first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter in pixels of the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush hardness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % has a hard edge, 0 % fades from the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pen pressure sets the brush size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For graphics tablets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill closed loops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle an object with the brush: the inside is masked too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magic wand tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a colour may differ and still be taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magic wand takes only connected areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the colour is taken everywhere in the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What invents the picture where something is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic (the best that runs here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the engine computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft is faster, Best takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen the mask&apos;s edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that no rim of the object stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width in which fill and photo blend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look further around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far around the mask the engine looks; 1 is its usual distance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove after each stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without pressing Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry the mask to the next photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a series with the same spot in each photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one that the photo does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 % is invisible, 100 % hides the photo below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask pattern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the mask where its colour does not stand out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse wheel zooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the wheel scrolls, with Ctrl it zooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 800 % on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab hides the panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the photo has the keyboard; Shift+Tab leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding Tab shows the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the backslash key does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a saved photo tells about camera, time and place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality of saved photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For JPEG, WebP, AVIF and HEIC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask before the original is overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is switched off once you have confirmed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older steps move to the disk; none are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore edits after a crash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits are also kept on the disk until the photo is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of menu items and tools.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message>
        <source>The settings cannot be written to “{path}”; changes hold until Moebius is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings in “{path}” cannot be read; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings in “{path}” are damaged; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file was damaged and is now called “{path}”; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{key}” is unknown to this version and is left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{key}” cannot be “{value}”; its default is used.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>&amp;New keys:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Default Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use Them Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an action to change its keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of “{action}”; click one to take it away:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{action}” has no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {keys} away from “{action}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} already belongs to “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{keys} now does “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space and drag, or middle button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{ctrl} and wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{alt} and wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away instead of adding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right button, or {alt} and drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straight line from the last stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shift} and click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys; farther with {shift}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint at the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse and crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action or key is called that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a photo, or drop one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over what should go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter: it is gone, the rest untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove anything from a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a sample photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Recent photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer there: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content fill</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selecting object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magic wand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selecting like pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Variations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>There is no picture to paste.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moebius does not load pictures from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture to a file first, then open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is in “{folder}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear the List</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the original while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to see the original (\)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
