"""The gallery: out/index.html and out/gallery/. Where staff start: find a sheet, print it, see whether one is current.

Static pages that ask nobody for anything: they work from a folder, a USB stick or a web server alike. Templates,
style and script lie in the package; everything that is shown comes from the manifest, the data and the table of
products.
"""
