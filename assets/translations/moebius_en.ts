<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Batch</name>
    <message numerus="yes">
        <source>%n mask(s) belong to no photo:</source>
        <translation>
            <numerusform>%n mask belongs to no photo:</numerusform>
            <numerusform>%n masks belong to no photo:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message numerus="yes">
        <source>%n more photo(s) after this one.</source>
        <translation>
            <numerusform>%n more photo after this one.</numerusform>
            <numerusform>%n more photos after this one.</numerusform>
        </translation>
    </message>
</context>
</TS>
